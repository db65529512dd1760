package io.rocketjca.itests.app;

import io.rocketjca.Message;
import io.rocketjca.MessageSender;
import io.rocketjca.SendReceipt;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Sends one message: {@code via} a kind of bean, in a {@code mode}, with the topic, tag, key and body of the request. */
@WebServlet("/send")
public class SendServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int SECONDS = 20;

    @Inject
    private transient MessageSender sender;

    @EJB
    private transient EjbSending ejb;

    @Inject
    private transient RequestSending request;

    @Inject
    private transient ApplicationSending application;

    @Inject
    private transient ResourceSending resource;

    @Inject
    private transient ContainerSending container;

    @Inject
    private transient NotingInterceptor notes;

    @Override
    protected void doPost(HttpServletRequest http, HttpServletResponse answer) throws IOException {
        Map<String, String> told = new TreeMap<>();
        try {
            Message message = Message.to(http.getParameter("topic"))
                    .body(http.getInputStream().readAllBytes())
                    .tag(http.getParameter("tag"))
                    .key(http.getParameter("key"))
                    .property("via", http.getParameter("via"))
                    .build();
            told.putAll(
                    http.getParameter("mode").equals("request")
                            ? request(message)
                            : send(sending(http.getParameter("via")), http.getParameter("mode"), message));
        } catch (Exception e) {
            told.put("failure", String.valueOf(e));
        }
        told.put("intercepted", notes.of(http.getParameter("topic")));
        answer.setContentType("text/plain");
        answer.setCharacterEncoding("UTF-8");
        for (Map.Entry<String, String> entry : told.entrySet()) {
            answer.getWriter().println(entry.getKey() + "=" + entry.getValue().replaceAll("\\s+", " "));
        }
    }

    private Map<String, String> request(Message message) throws Exception {
        return sender.request(message, Duration.ofSeconds(SECONDS))
                .thenApply(reply -> Map.of("reply", reply.text()))
                .toCompletableFuture()
                .get(2 * SECONDS, TimeUnit.SECONDS);
    }

    private Sending sending(String via) {
        return switch (via) {
            case "ejb" -> ejb;
            case "request" -> request;
            case "application" -> application;
            case "resource" -> resource;
            case "container" -> container;
            default -> new InjectedSending(sender) {};
        };
    }

    private static Map<String, String> send(Sending sending, String mode, Message message) throws Exception {
        switch (mode) {
            case "send":
                return told(sending.send(message));
            case "sendAsync":
                CompletionStage<Map<String, String>> stage = sending.sendAsync(message)
                        .thenApply(receipt -> {
                            Map<String, String> told = new TreeMap<>(told(receipt));
                            told.putAll(Surroundings.ofThisThread());
                            return told;
                        });
                return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
            default:
                sending.sendOneWay(message);
                return Map.of();
        }
    }

    private static Map<String, String> told(SendReceipt receipt) {
        return Map.of(
                "messageId", receipt.messageId(),
                "offsetMessageId", receipt.offsetMessageId(),
                "queueId", Integer.toString(receipt.queueId()),
                "queueOffset", Long.toString(receipt.queueOffset()),
                "status", receipt.status().name());
    }
}
