package io.rocketjca.impl.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.AddressingConfig;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeNameServer;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.fake.FakeStored;
import io.rocketjca.impl.fake.RecordedLog;
import io.rocketjca.impl.trace.MessageTrace;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The message trace of a whole client, at a scripted broker. */
@Timeout(60)
class TracedClientTest {

    private static final ProducerConfig TRACED =
            ProducerConfigs.of("g1").tracedTo("traces").build();

    private final FakeBroker broker = FakeBroker.start();
    private final FakeNameServer nameServer =
            FakeNameServer.start().route("orders", "b", broker.address(), 4).route("traces", "b", broker.address(), 1);
    private final ClientRuntime runtime = ClientRuntime.start(RuntimeConfig.defaults(), Runnable::run);
    private final ClientLease lease = runtime.lease(ClientFixture.identity(nameServer.address()));

    @AfterEach
    void close() {
        runtime.stop();
        nameServer.close();
        broker.close();
    }

    @Test
    @Row({"TRC-01", "TRC-02", "TRC-05", "CFG-29"})
    void everyStoredMessageLeavesARecordWhichTravelsOnTheSameConnection() {
        SendReceipt waited = lease.producer(TRACED).send(message("first"), SendOptions.defaults());
        SendReceipt async = lease.producer(TRACED)
                .sendAsync(message("second"), SendOptions.defaults())
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        lease.producer(TRACED).sendOneWay(message("third"), SendOptions.defaults());
        runtime.stop();

        String records =
                String.join("", traces().stream().map(FakeStored::bodyText).toList());
        assertThat(records.split("\u0002")).hasSize(2);
        assertThat(records).contains(waited.messageId(), async.messageId(), broker.address());
        String keys = traces().toString();
        assertThat(keys).contains(waited.messageId(), async.messageId(), "first", "second");
        assertThat(broker.acceptedConnections()).isEqualTo(1);
    }

    @Test
    @Defect("K17")
    void aStopSendsWhatWaitsBeforeItCloses() {
        for (int i = 0; i < 1_000; i++) {
            lease.producer(TRACED).sendAsync(message("m" + i), SendOptions.defaults());
        }
        runtime.stop();

        int records = traces().stream()
                .mapToInt(batch -> batch.bodyText().split("\u0002").length)
                .sum();
        assertThat(records).isEqualTo(1_000);
    }

    @Test
    @Row("CFG-29")
    void withoutTheSwitchThereIsNoTrace() {
        lease.producer(ProducerConfig.defaults("g1")).send(message("x"), SendOptions.defaults());
        runtime.stop();

        assertThat(traces()).isEmpty();
        assertThat(nameServer.asked("traces")).isZero();
    }

    @Test
    @Row({"TRC-06", "ERR-23"})
    void aTraceTopicWithoutRouteFailsNoSendAndHoldsUpNoStop() {
        nameServer.forget("traces");
        try (RecordedLog log = new RecordedLog(MessageTrace.class)) {
            lease.producer(TRACED).send(message("x"), SendOptions.defaults());
            long start = System.nanoTime();
            runtime.stop();

            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(5);
            assertThat(log.with("loses records")).singleElement().asString().contains("traces");
        }
    }

    @Test
    @Row("TRC-03")
    void theTraceStaysInTheNamespaceOfItsFactoryAndTellsTheApplicationsNames() {
        nameServer.route("ns%orders", "b", broker.address(), 4).route("ns%traces", "b", broker.address(), 1);
        lease.producer(ProducerConfigs.like(TRACED)
                        .with(new AddressingConfig("ns", false, false, List.of()))
                        .build())
                .send(message("x"), SendOptions.defaults());
        runtime.stop();

        assertThat(broker.stored()).extracting(FakeStored::topic).containsExactly("ns%orders", "ns%traces");
        assertThat(broker.stored().get(1).bodyText())
                .contains("\u0001orders\u0001")
                .doesNotContain("ns%");
    }

    @Test
    void aBrokerThatSwitchesTheTraceOffIsObeyed() {
        broker.next(
                310,
                FakeReply.success().ext("TRACE_ON", "false").ext("queueId", "0").ext("queueOffset", "0"));
        lease.producer(TRACED).send(message("x"), SendOptions.defaults());
        runtime.stop();

        assertThat(traces()).isEmpty();
    }

    private List<FakeStored> traces() {
        return broker.stored().stream()
                .filter(stored -> stored.topic().equals("traces"))
                .toList();
    }

    private static Message message(String key) {
        return Message.to("orders").text("hello").key(key).build();
    }
}
