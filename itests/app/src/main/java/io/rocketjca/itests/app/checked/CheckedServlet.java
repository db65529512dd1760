package io.rocketjca.itests.app.checked;

import io.rocketjca.Message;
import io.rocketjca.MessageSender;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.TransactionResult;
import io.rocketjca.cdi.SenderConfig;
import io.rocketjca.itests.app.transaction.Orders;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sends a message with work of its own, which adds a row or not and then does not know how it ended; told {@code asked}, says
 * what the checker saw.
 */
@WebServlet("/checked")
public class CheckedServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    @SenderConfig(connectionFactory = "rocketmq/xa/0")
    private transient MessageSender sender;

    @Inject
    private transient Orders orders;

    @Inject
    private transient OrderChecker checker;

    @Inject
    private transient SeenSends interceptor;

    @Override
    protected void doPost(HttpServletRequest http, HttpServletResponse answer) throws IOException {
        String id = http.getParameter("id");
        Map<String, String> told = new TreeMap<>();
        if (http.getParameter("steps").equals("asked")) {
            told.putAll(checker.asked(id));
        } else {
            told.put(
                    "state",
                    send(http.getParameter("topic"), id, http.getParameter("steps"))
                            .state()
                            .name());
            told.put("intercepted", Boolean.toString(interceptor.contains(id)));
        }
        answer.setContentType("text/plain");
        answer.setCharacterEncoding("UTF-8");
        for (Map.Entry<String, String> entry : told.entrySet()) {
            answer.getWriter().println(entry.getKey() + "=" + entry.getValue().replaceAll("\\s+", " "));
        }
    }

    private TransactionResult send(String topic, String id, String steps) {
        Message message = Message.to(topic).text(id).key(id).build();
        return sender.sendInTransaction(message, half -> {
            if (steps.equals("insert")) {
                orders.insert(id);
            }
            return TransactionOutcome.UNKNOWN;
        });
    }
}
