package io.rocketjca.samples.demo;

import io.rocketjca.itests.fixture.StoredMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * One order that was sent, what must be on the broker for it, and what the application answered.
 *
 * @param mode how it was sent
 * @param id the order number, which must be the message's key
 * @param body the bytes that must be the message's body
 * @param answer what the application answered
 */
record SentOrder(String mode, String id, byte[] body, JsonObject answer) {

    /** What RocketMQ and its clients add to the properties of every message. */
    private static final Set<String> ROCKETMQ_PROPERTIES =
            Set.of("KEYS", "TAGS", "UNIQ_KEY", "WAIT", "CLUSTER", "MIN_OFFSET", "MAX_OFFSET", "MSG_REGION", "TRACE_ON");

    /** The beans of these begin a transaction. */
    private static final Set<String> IN_TRANSACTION = Set.of("send", "transaction");

    /** What brokers leave of a transaction in its messages. */
    private static final Set<String> TRANSACTION_PROPERTIES =
            Set.of("TRAN_MSG", "PGROUP", "REAL_TOPIC", "RXA_XID", "RXA_LOG", "__transactionId__");

    /** What the sender adds where the server brings OpenTelemetry, as Payara does: the trace of the request it serves. */
    private static final Set<String> TRACE_PROPERTIES = Set.of("traceparent", "tracestate");

    static SentOrder of(String mode, String id, String body, String answer) {
        JsonObject json = Json.createReader(new StringReader(answer)).readObject();
        return new SentOrder(mode, id, body.getBytes(StandardCharsets.UTF_8), json);
    }

    /** The receipt in words, or that there is none. */
    String receipt() {
        if (!(answer.get("receipt") instanceof JsonObject receipt)) {
            return "no receipt, as promised";
        }
        return receipt.getString("status") + " messageId=" + receipt.getString("messageId") + " "
                + receipt.getString("brokerName") + " queue " + receipt.getInt("queueId") + " offset "
                + (IN_TRANSACTION.contains(mode) ? "not known before the commit" : receipt.getJsonNumber("queueOffset"))
                + " attempts " + receipt.getInt("attempts");
    }

    boolean isIn(StoredMessage stored) {
        return id.equals(stored.keys());
    }

    /** Compares this order with a message that an independent client read; returns every difference in words. */
    List<String> differencesFrom(StoredMessage stored) {
        Differences differences = new Differences();
        if (!Arrays.equals(body, stored.body())) {
            differences.add("body", new String(body, StandardCharsets.UTF_8), stored.text());
        }
        differences.compare("topic", Demo.TOPIC, stored.topic());
        differences.compare("tag", "created", stored.tags());
        differences.compare("keys", id, stored.keys());
        differences.compare("flag", 0, stored.flag());
        differences.compare("user properties", Map.of("mode", mode), userProperties(stored));
        if (answer.get("receipt") instanceof JsonObject receipt) {
            compareReceipt(receipt, stored, differences);
        } else if (!mode.equals("sendOneWay")) {
            differences.add("receipt", "one", "none");
        }
        return differences.found;
    }

    /** Before the commit nobody knows the place that a message will have in its queue. */
    private void compareReceipt(JsonObject receipt, StoredMessage stored, Differences differences) {
        boolean inTransaction = IN_TRANSACTION.contains(mode);
        differences.compare("status", inTransaction ? "PENDING_COMMIT" : "SEND_OK", receipt.getString("status"));
        differences.compare("messageId", receipt.getString("messageId"), stored.messageId());
        differences.compare("broker", receipt.getString("brokerName"), stored.brokerName());
        differences.compare("queue", receipt.getInt("queueId"), stored.queueId());
        if (!inTransaction) {
            differences.compare("offsetMessageId", receipt.getString("offsetMessageId"), stored.offsetMessageId());
            differences.compare("offset", receipt.getJsonNumber("queueOffset").longValue(), stored.queueOffset());
        }
    }

    private static Map<String, String> userProperties(StoredMessage stored) {
        Map<String, String> user = new TreeMap<>(stored.properties());
        user.keySet().removeAll(ROCKETMQ_PROPERTIES);
        user.keySet().removeAll(TRACE_PROPERTIES);
        user.keySet().removeAll(TRANSACTION_PROPERTIES);
        return user;
    }

    /** The differences found so far. */
    private static final class Differences {

        private final List<String> found = new ArrayList<>();

        void compare(String what, Object expected, Object actual) {
            if (!Objects.equals(expected, actual)) {
                add(what, expected, actual);
            }
        }

        void add(String what, Object expected, Object actual) {
            found.add(what + ": expected " + expected + ", read " + actual);
        }
    }
}
