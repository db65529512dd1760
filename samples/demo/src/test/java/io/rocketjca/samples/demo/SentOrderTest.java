package io.rocketjca.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentOrderTest {

    private static final String RECEIPT = "{\"receipt\":{\"status\":\"SEND_OK\",\"messageId\":\"M1\","
            + "\"offsetMessageId\":\"O1\",\"brokerName\":\"b\",\"queueId\":1,\"queueOffset\":7,\"attempts\":1}}";
    private static final Map<String, String> PROPERTIES = Map.of("mode", "sendAsync", "KEYS", "A-1", "UNIQ_KEY", "M1");

    private final SentOrder order = SentOrder.of("sendAsync", "A-1", "{\"a\":1}", RECEIPT);

    private static StoredMessage stored(String body, String tags, Map<String, String> properties, long offset) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new StoredMessage(
                "orders", "b", 1, offset, "M1", "O1", bytes, tags, "A-1", 0, properties, "h:1", 1, 2, 0, false, 100);
    }

    @Test
    void aMessageThatArrivedAsItWasSentHasNoDifference() {
        StoredMessage stored = stored("{\"a\":1}", "created", PROPERTIES, 7);
        assertThat(order.isIn(stored)).isTrue();
        assertThat(order.differencesFrom(stored)).isEmpty();
    }

    @Test
    void everyDifferenceIsFound() {
        StoredMessage stored = stored("{\"a\":2}", "other", Map.of("mode", "sendAsync", "extra", "x"), 8);
        assertThat(order.differencesFrom(stored))
                .hasSize(4)
                .anyMatch(text -> text.startsWith("body"))
                .anyMatch(text -> text.startsWith("tag"))
                .anyMatch(text -> text.startsWith("user properties"))
                .anyMatch(text -> text.startsWith("offset"));
    }

    @Test
    void aMissingReceiptIsADifferenceUnlessTheSendWasOneWay() {
        SentOrder waited = SentOrder.of("sendAsync", "A-1", "{\"a\":1}", "{}");
        assertThat(waited.differencesFrom(stored("{\"a\":1}", "created", PROPERTIES, 7)))
                .singleElement()
                .asString()
                .startsWith("receipt");
        SentOrder oneWay = SentOrder.of("sendOneWay", "A-1", "{\"a\":1}", "{}");
        assertThat(oneWay.receipt()).isEqualTo("no receipt, as promised");
        assertThat(oneWay.differencesFrom(stored("{\"a\":1}", "created", Map.of("mode", "sendOneWay"), 7)))
                .isEmpty();
    }

    @Test
    void inATransactionTheReceiptDoesNotTellTheOffset() {
        Map<String, String> properties =
                Map.of("mode", "transaction", "TRAN_MSG", "true", "PGROUP", "g", "REAL_TOPIC", "orders");
        SentOrder inTransaction = SentOrder.of(
                "transaction",
                "A-1",
                "{\"a\":1}",
                RECEIPT.replace("SEND_OK", "PENDING_COMMIT").replace("\"queueOffset\":7", "\"queueOffset\":-1"));
        assertThat(inTransaction.differencesFrom(stored("{\"a\":1}", "created", properties, 7)))
                .isEmpty();
        assertThat(inTransaction.receipt()).contains("offset not known before the commit");
        SentOrder stored = SentOrder.of("transaction", "A-1", "{\"a\":1}", RECEIPT);
        assertThat(stored.differencesFrom(stored("{\"a\":1}", "created", properties, 7)))
                .singleElement()
                .asString()
                .startsWith("status");
    }

    @Test
    void anotherOrderIsNotThisOne() {
        assertThat(SentOrder.of("sendAsync", "A-2", "{}", "{}").isIn(stored("{}", "created", PROPERTIES, 7)))
                .isFalse();
    }
}
