package io.rocketjca.impl.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.StoredMessage;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.fake.RecordedLog;
import io.rocketjca.impl.producer.BrokerAccess;
import io.rocketjca.impl.producer.HalfListener;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.producer.SendEnvironment;
import io.rocketjca.impl.producer.SendPlan;
import io.rocketjca.impl.producer.SendRoom;
import io.rocketjca.impl.producer.StoredSend;
import io.rocketjca.impl.protocol.MessageRules;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class MessageTraceTest {

    private static final String TOPIC = "traces";
    private static final long SENT = 1_790_000_000_000L;

    private final List<Message> batches = new ArrayList<>();
    private final List<CompletableFuture<SendReceipt>> ends = new ArrayList<>();
    private SendEnvironment environment;
    private ProducerConfig ownConfig;
    private final MessageTrace trace = new MessageTrace(
            ProducerConfigs.of("g1").tracedTo(TOPIC).build(),
            new SendEnvironment(
                    new BrokerAccess(null, null, null, null, null),
                    new TimeSource(Ticker.system(), () -> SENT + 5_000, null),
                    new SendRoom(null, null, null, null),
                    null,
                    null,
                    null),
            (config, given) -> {
                ownConfig = config;
                environment = given;
                return new Recording();
            });

    /** Keeps what is sent until the test ends it. */
    private final class Recording implements MessageProducer {

        @Override
        public List<io.rocketjca.SendOutcome> sendAll(java.util.Collection<Message> messages, SendOptions options) {
            throw new UnsupportedOperationException("The trace sends its messages one by one");
        }

        @Override
        public String recall(String topic, String recallHandle, SendOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void check(Message message) {
            throw new AssertionError("A trace is part of no transaction");
        }

        @Override
        public SendReceipt sendHalf(Message message, SendOptions options, SendPlan plan) {
            throw new AssertionError("A trace is part of no transaction");
        }

        @Override
        public CompletionStage<SendReceipt> sendHalfAsync(Message message, SendOptions options, SendPlan plan) {
            throw new AssertionError("A trace is part of no transaction");
        }

        @Override
        public SendReceipt send(Message message, SendOptions options) {
            throw new AssertionError("A trace must not wait");
        }

        @Override
        public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options, Map<String, String> added) {
            return sendAsync(message, options);
        }

        @Override
        public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options) {
            assertThat(options.interceptors()).isNull();
            MessageRules.checkTopic(message);
            MessageRules.checkContent(message, ownConfig.body().maxBytes());
            batches.add(message);
            CompletableFuture<SendReceipt> end = new CompletableFuture<>();
            ends.add(end);
            return end;
        }

        @Override
        public void sendOneWay(Message message, SendOptions options) {
            throw new AssertionError("A trace wants to know whether it arrived");
        }

        @Override
        public Optional<StoredMessage> find(String topic, String messageId, SendOptions options) {
            throw new AssertionError("A trace asks nothing");
        }
    }

    /** A receipt whose ids say which message it is of. */
    private record Receipt(int number, String topic, SendStatus status, String offsetMessageId) implements SendReceipt {

        @Override
        public String messageId() {
            return String.format("%032X", number);
        }

        @Override
        public String brokerName() {
            return "b";
        }

        @Override
        public int queueId() {
            return 0;
        }

        @Override
        public long queueOffset() {
            return 0;
        }

        @Override
        public int attempts() {
            return 1;
        }
    }

    /** An answer with these fields. */
    private record Answer(Map<String, String> fields) implements InboundFrame {

        @Override
        public String extField(String name) {
            return fields.get(name);
        }

        @Override
        public int code() {
            return 0;
        }

        @Override
        public int opaque() {
            return 0;
        }

        @Override
        public int version() {
            return 0;
        }

        @Override
        public String remark() {
            return null;
        }

        @Override
        public long extLong(String name, long absent) {
            return absent;
        }

        @Override
        public boolean oneWay() {
            return false;
        }

        @Override
        public RemotingCommand toCommand() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ByteBuf body() {
            return Unpooled.EMPTY_BUFFER;
        }
    }

    @Test
    @Row({"TRC-01", "TRC-02"})
    void aRecordHasTheFieldsOfRocketMQ() {
        Message message =
                Message.to("orders").text("12345").tag("tg").key("k1").key("k2").build();
        trace.stored(new StoredSend(
                message,
                new Receipt(1, "orders", SendStatus.SEND_OK, "OFFSETID"),
                "127.0.0.1:10911",
                SENT,
                92,
                new Answer(Map.of("MSG_REGION", "north", "TRACE_ON", "true"))));
        trace.flush();

        assertThat(batches.get(0).topic()).isEqualTo(TOPIC);
        assertThat(body(0).replace('\u0001', '^').replace('\u0002', '|'))
                .isEqualTo("Pub^1790000000000^north^g1^orders^00000000000000000000000000000001^tg^k1 k2"
                        + "^127.0.0.1:10911^5^92^0^OFFSETID^true|");
        assertThat(batches.get(0).keys()).isEqualTo("00000000000000000000000000000001 k1 k2");
    }

    @Test
    @Row("TXN-04")
    void aHalfMessageHasARecordAndSoHasTheEndOfItsTransaction() {
        Message message = Message.to("orders").text("12345").tag("tg").key("k1").build();
        HalfListener kept = half(message, 1, Map.of("MSG_REGION", "north", "TRACE_ON", "true"));
        HalfListener dropped = half(Message.of("orders", new byte[3]), 2, Map.of());
        kept.ended(true);
        dropped.ended(false);
        trace.flush();

        assertThat(body(0).replace('\u0001', '^').replace('\u0002', '|'))
                .isEqualTo(
                        "Pub^1790000000000^north^g1^orders^00000000000000000000000000000001^tg^k1^b:1^5^92^1^null^true|"
                                + "Pub^1790000000000^DefaultRegion^g1^orders^00000000000000000000000000000002^null^null^b:1^3^92^1"
                                + "^null^true|"
                                + "EndTransaction^1790000005000^north^g1^orders^00000000000000000000000000000001^tg^k1^b:1^2"
                                + "^00000000000000000000000000000001^COMMIT_MESSAGE^false|"
                                + "EndTransaction^1790000005000^DefaultRegion^g1^orders^00000000000000000000000000000002^null^null"
                                + "^b:1^2^00000000000000000000000000000002^ROLLBACK_MESSAGE^false|");
        assertThat(batches.get(0).keys())
                .isEqualTo("00000000000000000000000000000001 k1 00000000000000000000000000000002");
    }

    @Test
    @Row("TXN-04")
    void theEndOfATransactionIsNotTracedWhereItsBrokerWantsNoTrace() {
        half(Message.of("orders", new byte[3]), 1, Map.of("TRACE_ON", "false")).ended(true);
        trace.flush();

        assertThat(batches).isEmpty();
    }

    /** Records that find no room are lost; the transaction does not care. */
    @Test
    @Row("TXN-04")
    void theTraceOfAnEndNeverFails() {
        HalfListener half = half(Message.of("orders", new byte[3]), 1, Map.of());
        store(MessageTrace.MAX_WAITING + TraceBatch.MAX_RECORDS * (MessageTrace.MAX_UNDER_WAY + 1));
        long before = trace.lost();
        half.ended(true);

        assertThat(trace.lost()).isEqualTo(before + 1);
    }

    private HalfListener half(Message message, int number, Map<String, String> answer) {
        return trace.half(new StoredSend(
                message,
                new Receipt(number, "orders", SendStatus.PENDING_COMMIT, null),
                "b:1",
                SENT,
                92,
                new Answer(answer)));
    }

    @Test
    void whatIsMissingIsTheTextNullAndLessThanSafelyStoredIsNoSuccess() {
        trace.stored(new StoredSend(
                Message.of("orders", new byte[7]),
                new Receipt(2, "orders", SendStatus.FLUSH_DISK_TIMEOUT, null),
                "b:1",
                SENT,
                1,
                new Answer(Map.of())));
        trace.flush();

        assertThat(body(0).replace('\u0001', '^').replace('\u0002', '|'))
                .isEqualTo("Pub^1790000000000^DefaultRegion^g1^orders^00000000000000000000000000000002^null^null"
                        + "^b:1^7^1^0^null^false|");
        assertThat(batches.get(0).keys()).isEqualTo("00000000000000000000000000000002");
    }

    @Test
    void aBrokerThatWantsNoTraceGetsNoneNorDoesTheTraceItself() {
        stored(1, "orders", null, Map.of("TRACE_ON", "false"));
        stored(2, TOPIC, null, Map.of("TRACE_ON", "true"));
        trace.flush();

        assertThat(batches).isEmpty();
        assertThat(trace.flushed()).isTrue();
    }

    @Test
    void recordsWaitForTheFlushOrForAFullBatch() {
        store(TraceBatch.MAX_RECORDS - 1);
        assertThat(batches).isEmpty();
        store(1);
        assertThat(batches).hasSize(1);
        assertThat(body(0).split("\u0002")).hasSize(TraceBatch.MAX_RECORDS);

        store(3);
        assertThat(batches).hasSize(1);
        trace.flush();
        assertThat(body(1).split("\u0002")).hasSize(3);
    }

    @Test
    void largeKeysFillABatchSoonerAndThoseThatDoNotFitAreToldButNotSearchable() {
        String large = "k".repeat(20_000);
        for (int i = 0; i < 10; i++) {
            stored(i, "orders", large + i, Map.of());
        }
        trace.flush();

        assertThat(batches).hasSizeGreaterThan(1).allSatisfy(batch -> {
            assertThat(batch.body().length).isLessThan(128_000);
            assertThat(batch.keys().length()).isLessThanOrEqualTo(TraceBatch.MAX_KEY_BYTES);
        });
        assertThat(body(0)).contains(large + 0, large + 1);
        assertThat(batches.get(0).keys()).contains(large + 0).doesNotContain(large + 1);
        assertThat(batches.get(0).keys()).contains(String.format("%032X", 1));
    }

    @Test
    @Row({"TRC-06", "ERR-22", "ERR-23"})
    void whatFindsNoRoomIsCountedAndToldOnceAndWhenItWorksAgain() {
        try (RecordedLog log = new RecordedLog(MessageTrace.class)) {
            int room = MessageTrace.MAX_UNDER_WAY * TraceBatch.MAX_RECORDS + MessageTrace.MAX_WAITING;
            store(room);
            assertThat(batches).hasSize(MessageTrace.MAX_UNDER_WAY);
            assertThat(trace.lost()).isZero();

            store(5);
            assertThat(trace.lost()).isEqualTo(5);
            assertThat(log.with("loses records")).singleElement().asString().contains("WARNING", "topic=" + TOPIC);

            ends.get(0).complete(null);
            assertThat(log.with("works again")).hasSize(1);
            ends.get(1).completeExceptionally(new IllegalStateException("no route"));
            assertThat(trace.lost()).isEqualTo(5 + TraceBatch.MAX_RECORDS);
            assertThat(log.with("no route")).hasSize(1);
        }
    }

    @Test
    void itIsFlushedWhenAllHasEndedAndGivesUpWhatIsLeftAtTheEnd() {
        store(10);
        assertThat(trace.flushed()).isFalse();
        assertThat(batches).hasSize(1);
        ends.get(0).complete(null);
        assertThat(trace.flushed()).isTrue();

        store(10);
        trace.close();
        assertThat(trace.lost()).isEqualTo(10);
        assertThat(batches).hasSize(1);
    }

    @Test
    @Row({"TRC-04", "TRC-05"})
    void itsOwnMessagesAreNeitherTracedNorCompressedAndTakeNoRoomOfOthers() {
        assertThat(environment.listener()).isNull();
        assertThat(environment.room().limit()).isNotNull();
        assertThat(ownConfig.traceTopic()).isNull();
        assertThat(ownConfig.body().compressAboveBytes()).isZero();
        assertThat(ownConfig.producerGroup()).isEqualTo("g1");
    }

    private void store(int count) {
        for (int i = 0; i < count; i++) {
            stored(i, "orders", null, Map.of());
        }
    }

    private void stored(int number, String topic, String key, Map<String, String> fields) {
        Message.Builder message = Message.to(topic).text("x");
        if (key != null) {
            message.key(key);
        }
        Receipt receipt = new Receipt(number, topic, SendStatus.SEND_OK, "O");
        trace.stored(new StoredSend(message.build(), receipt, "b:1", SENT, 1, new Answer(fields)));
    }

    private String body(int batch) {
        return new String(batches.get(batch).body(), StandardCharsets.UTF_8);
    }
}
