package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendContext;
import io.rocketjca.SendInterceptor;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.TransactionResult;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.TraceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The trace of sent messages, read and decoded by the official client. */
abstract class MessageTraceContract {

    static final String TRACED = "traceTopicEnable=true";

    private static final String TRACE_TOPIC = "RMQ_SYS_TRACE_TOPIC";
    private static final int MANY = 500;

    private final RocketMQ server;

    MessageTraceContract(RocketMQ server) {
        this.server = server;
    }

    @Test
    @Row({"TRC-01", "TRC-02", "CFG-29"})
    void theOfficialDecoderUnderstandsTheRecordOfAMessage() {
        server.createTopic("traced", 4);
        try (StandaloneAdapter adapter = StandaloneAdapter.of(server);
                RocketMQConnection connection = adapter.connect(settings -> settings.setEnableMsgTrace(true))) {
            long before = System.currentTimeMillis();
            SendReceipt receipt = connection.send(Message.to("traced")
                    .text("12345")
                    .tag("tg")
                    .key("k1")
                    .key("k2")
                    .build());

            TraceRecord record = RocketMQ.patiently().until(() -> recordOf(receipt), found -> found != null);

            assertThat(record.type()).isEqualTo("Pub");
            assertThat(record.timestamp()).isBetween(before - 1_000, System.currentTimeMillis());
            assertThat(record.region()).isEqualTo("DefaultRegion");
            assertThat(record.group()).isEqualTo("engine-it");
            assertThat(record.success()).isTrue();
            assertThat(record.topic()).isEqualTo("traced");
            assertThat(record.offsetMessageId()).isEqualTo(receipt.offsetMessageId());
            assertThat(record.tags()).isEqualTo("tg");
            assertThat(record.keys()).isEqualTo("k1 k2");
            assertThat(record.storeHost()).isEqualTo(server.brokerAddress());
            assertThat(record.bodyLength()).isEqualTo(5);
            assertThat(record.messageType()).isEqualTo("Normal_Msg");
            assertThat(record.searchedBy().split(" ")).contains(receipt.messageId(), "k1", "k2");
        }
    }

    @Test
    @Row("TXN-04")
    void theOfficialDecoderUnderstandsTheRecordsOfATransaction() {
        server.createTopic("traced-ends", 4);
        try (StandaloneAdapter adapter = StandaloneAdapter.of(server);
                RocketMQConnection connection = adapter.connect(settings -> settings.setEnableMsgTrace(true))) {
            Message message = Message.to("traced-ends").text("12345").tag("tg").build();
            TransactionResult committed = connection.sendInTransaction(message, half -> TransactionOutcome.COMMIT);
            TransactionResult dropped = connection.sendInTransaction(message, half -> TransactionOutcome.ROLLBACK);

            RocketMQ.patiently()
                    .until(() ->
                            records(committed).size() == 2 && records(dropped).size() == 2);
            assertThat(records(committed))
                    .extracting(TraceRecord::type, TraceRecord::messageType, TraceRecord::transactionState)
                    .containsExactlyInAnyOrder(
                            tuple("Pub", "Trans_Msg_Half", null),
                            tuple("EndTransaction", "Trans_msg_Commit", "COMMIT_MESSAGE"));
            assertThat(records(dropped))
                    .extracting(TraceRecord::type, TraceRecord::messageType, TraceRecord::transactionState)
                    .containsExactlyInAnyOrder(
                            tuple("Pub", "Trans_Msg_Half", null),
                            tuple("EndTransaction", "Trans_msg_Commit", "ROLLBACK_MESSAGE"));
            assertThat(records(committed))
                    .extracting(TraceRecord::topic, TraceRecord::group, TraceRecord::tags, TraceRecord::storeHost)
                    .containsOnly(tuple("traced-ends", "engine-it", "tg", server.brokerAddress()));
        }
    }

    private List<TraceRecord> records(TransactionResult result) {
        if (server.stored(TRACE_TOPIC) == 0) {
            return List.of();
        }
        return server.readTrace(TRACE_TOPIC).stream()
                .filter(record -> record.messageId().equals(result.receipt().messageId()))
                .toList();
    }

    @Test
    @Row({"TRC-06", "CFG-29"})
    void aStopLeavesOneRecordPerMessageInATopicOfOnesOwn() throws Exception {
        server.createTopic("many", 4);
        server.createTopic("own-traces", 1);
        List<String> sent = new ArrayList<>();
        try (StandaloneAdapter adapter = StandaloneAdapter.of(server)) {
            RocketMQConnection connection = adapter.connect(settings -> {
                settings.setEnableMsgTrace(true);
                settings.setCustomizedTraceTopic("own-traces");
            });
            for (int i = 0; i < MANY; i++) {
                sent.add(connection
                        .sendAsync(Message.to("many").text("m" + i).build())
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS)
                        .messageId());
            }
        }

        assertThat(server.readTrace("own-traces"))
                .extracting(TraceRecord::messageId)
                .containsExactlyInAnyOrderElementsOf(sent);
        assertThat(server.stored("own-traces")).isLessThan(MANY);
    }

    @Test
    @Row("HK-02")
    void aPropertyOfAnInterceptorReachesTheBroker() {
        server.createTopic("enriched", 1);
        SendInterceptor enriching = new SendInterceptor() {
            @Override
            public void before(SendContext send) {
                send.property("tenant", "t1");
            }
        };
        try (StandaloneAdapter adapter = StandaloneAdapter.of(server);
                RocketMQConnection connection = adapter.connect()) {
            connection.send(
                    Message.to("enriched").text("x").build(),
                    SendOptions.defaults().withInterceptors(List.of(enriching)));
        }

        assertThat(server.read("enriched")).singleElement().satisfies(message -> assertThat(message.properties())
                .containsEntry("tenant", "t1"));
    }

    private TraceRecord recordOf(SendReceipt receipt) {
        if (server.stored(TRACE_TOPIC) == 0) {
            return null;
        }
        return server.readTrace(TRACE_TOPIC).stream()
                .filter(record -> record.messageId().equals(receipt.messageId()))
                .findFirst()
                .orElse(null);
    }
}
