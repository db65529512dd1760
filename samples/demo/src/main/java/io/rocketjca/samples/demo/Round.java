package io.rocketjca.samples.demo;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.StoredMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One order in each of the three modes, one that is saved and sent in one transaction, and one whose transaction fails: all
 * through the deployed application, and compared with what arrived and what is saved.
 */
final class Round {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ARRIVAL_TIMEOUT = Duration.ofSeconds(15);
    private static final long POLL_MILLIS = 200;
    private static final List<String> MODES = List.of("send", "sendAsync", "sendOneWay", "transaction");
    private static final int FEW = 2;
    private static final int SOLD_OUT = 1000;
    private static final int OK = 200;
    private static final int CONFLICT = 409;

    private final String application;
    private final RocketMQ rocketmq;
    private final Progress progress;
    private final HttpClient http = HttpClient.newHttpClient();

    Round(String application, RocketMQ rocketmq, Progress progress) {
        this.application = application;
        this.rocketmq = rocketmq;
        this.progress = progress;
    }

    /** Returns whether everything that was sent arrived, once, and just as it was sent, and nothing that was rolled back. */
    boolean run() throws IOException, InterruptedException {
        List<SentOrder> sent = new ArrayList<>();
        for (String mode : MODES) {
            sent.add(send(mode, number(sent.size())));
        }
        String failed = number(sent.size());
        String story = fail(failed);
        List<StoredMessage> arrived = arrivals(sent.size());
        boolean matches = arrived.size() == sent.size();
        for (SentOrder order : sent) {
            matches &= report(order, arrived);
        }
        matches &= reportRows(sent.get(sent.size() - 1), failed, story, arrived);
        progress.say("");
        progress.say("sent " + sent.size() + ", arrived " + arrived.size() + ", rolled back 1: "
                + (matches ? "all match" : "MISMATCH"));
        return matches;
    }

    private static String number(int index) {
        return "A-" + (1001 + index);
    }

    private SentOrder send(String mode, String id) throws IOException, InterruptedException {
        String order = order(id, FEW);
        HttpResponse<String> response = post(mode, order);
        if (response.statusCode() != OK) {
            throw new IOException(mode + " failed: HTTP " + response.statusCode() + " " + response.body());
        }
        return SentOrder.of(mode, id, order, response.body());
    }

    /** Has an order saved and sent that then turns out to be sold out; returns what the application says. */
    private String fail(String id) throws IOException, InterruptedException {
        HttpResponse<String> response = post("transaction", order(id, SOLD_OUT));
        if (response.statusCode() != CONFLICT) {
            throw new IOException(
                    "The order " + id + " did not fail: HTTP " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static String order(String id, int quantity) {
        // JSON-B writes the properties of an object in the order of their names
        return "{\"customer\":\"Zoë Müller\",\"id\":\"" + id
                + "\",\"product\":\"Espresso machine – 230 V\",\"quantity\":" + quantity + "}";
    }

    private HttpResponse<String> post(String mode, String order) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(application + "api/orders/" + mode))
                .header("Content-Type", "application/json")
                .timeout(ANSWER_TIMEOUT)
                .POST(BodyPublishers.ofString(order))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private String saved() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(application + "api/orders/saved"))
                .timeout(ANSWER_TIMEOUT)
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /** The order of the transaction that was committed is saved; of the one that failed there is neither row nor message. */
    private boolean reportRows(SentOrder committed, String failed, String story, List<StoredMessage> arrived)
            throws IOException, InterruptedException {
        String rows = saved();
        long messages = arrived.stream()
                .filter(message -> failed.equals(message.keys()))
                .count();
        boolean matches = rows.equals("[\"" + committed.id() + "\"]") && messages == 0;
        progress.say("  row      saved with it: " + rows);
        progress.say("");
        progress.say("transaction that fails after it has saved and sent");
        progress.say("  answer   " + story);
        progress.say("  arrived  " + messages + " times, rows " + rows);
        progress.say(matches ? "  matches  neither row nor message" : "  MISMATCH");
        return matches;
    }

    /** Waits for the messages: nobody knows when one that was sent one-way is stored. */
    private List<StoredMessage> arrivals(int expected) throws InterruptedException {
        long end = System.nanoTime() + ARRIVAL_TIMEOUT.toNanos();
        List<StoredMessage> arrived = rocketmq.read(Demo.TOPIC);
        while (arrived.size() < expected && System.nanoTime() < end) {
            Thread.sleep(POLL_MILLIS);
            arrived = rocketmq.read(Demo.TOPIC);
        }
        return arrived;
    }

    private boolean report(SentOrder order, List<StoredMessage> arrived) {
        List<StoredMessage> found = arrived.stream().filter(order::isIn).toList();
        progress.say("");
        progress.say(order.mode());
        progress.say("  sent     key=" + order.id() + " tag=created mode=" + order.mode() + " bodyBytes="
                + order.body().length);
        progress.say("  receipt  " + order.receipt());
        progress.say("           ended on thread " + order.answer().getString("thread"));
        if (found.size() != 1) {
            progress.say("  arrived  " + found.size() + " times  MISMATCH");
            return false;
        }
        StoredMessage stored = found.get(0);
        progress.say("  arrived  messageId=" + stored.messageId() + " queue " + stored.queueId() + " offset "
                + stored.queueOffset() + " tag=" + stored.tags() + " keys=" + stored.keys());
        progress.say("           " + stored.text());
        List<String> differences = order.differencesFrom(stored);
        differences.forEach(difference -> progress.say("  MISMATCH " + difference));
        if (differences.isEmpty()) {
            progress.say("  matches  byte for byte");
        }
        return differences.isEmpty();
    }
}
