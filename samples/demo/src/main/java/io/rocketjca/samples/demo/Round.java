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

/** One order in each of the three modes, sent through the deployed application, and compared with what arrived. */
final class Round {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ARRIVAL_TIMEOUT = Duration.ofSeconds(15);
    private static final long POLL_MILLIS = 200;
    private static final List<String> MODES = List.of("send", "sendAsync", "sendOneWay");

    private final String application;
    private final RocketMQ rocketmq;
    private final Progress progress;
    private final HttpClient http = HttpClient.newHttpClient();

    Round(String application, RocketMQ rocketmq, Progress progress) {
        this.application = application;
        this.rocketmq = rocketmq;
        this.progress = progress;
    }

    /** Returns whether everything that was sent arrived, once, and just as it was sent. */
    boolean run() throws IOException, InterruptedException {
        List<SentOrder> sent = new ArrayList<>();
        for (String mode : MODES) {
            sent.add(send(mode, "A-" + (1001 + sent.size())));
        }
        List<StoredMessage> arrived = arrivals(sent.size());
        boolean matches = arrived.size() == sent.size();
        for (SentOrder order : sent) {
            matches &= report(order, arrived);
        }
        progress.say("");
        progress.say(
                "sent " + sent.size() + ", arrived " + arrived.size() + ": " + (matches ? "all match" : "MISMATCH"));
        return matches;
    }

    private SentOrder send(String mode, String id) throws IOException, InterruptedException {
        // JSON-B writes the properties of an object in the order of their names
        String order = "{\"customer\":\"Zoë Müller\",\"id\":\"" + id
                + "\",\"product\":\"Espresso machine – 230 V\",\"quantity\":2}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(application + "api/orders/" + mode))
                .header("Content-Type", "application/json")
                .timeout(ANSWER_TIMEOUT)
                .POST(BodyPublishers.ofString(order))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(mode + " failed: HTTP " + response.statusCode() + " " + response.body());
        }
        return SentOrder.of(mode, id, order, response.body());
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
