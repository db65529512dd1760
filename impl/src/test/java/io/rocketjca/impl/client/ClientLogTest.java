package io.rocketjca.impl.client;

import static io.rocketjca.impl.client.ClientFixture.BROKER;
import static io.rocketjca.impl.client.ClientFixture.NAME_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
import io.rocketjca.NotSentException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.fake.RecordedLog;
import io.rocketjca.impl.fake.ScriptedRemoting;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.route.RouteTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What an operator reads of a client in the log: each change once, with what is needed to find its cause. */
class ClientLogTest {

    private static final ProducerConfig ORDERS = ProducerConfig.defaults("orders");
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final ClientFixture fixture = new ClientFixture();
    private final MQClientInstance instance = fixture.instance();
    private final ScriptedRemoting remoting = fixture.transport();

    @Test
    @Row("LIF-10")
    void aProducerGroupIsLoggedOnceWithItsClient() {
        try (RecordedLog log = new RecordedLog(MQClientInstance.class)) {
            instance.start();
            instance.producer(ORDERS);
            instance.producer(ORDERS);
            instance.producer(ProducerConfigs.of("orders")
                    .attempts(Duration.ofSeconds(1), 0)
                    .uncompressedUpTo(1024)
                    .build());

            assertThat(log.with("group=orders"))
                    .singleElement()
                    .asString()
                    .startsWith("INFO")
                    .contains("clientId=10.0.0.1@7#");
        }
    }

    @Test
    @Row({"LIF-23", "ERR-01"})
    void aRefusedHeartbeatIsToldOnceWithCodeRemarkAndAddress() {
        try (RecordedLog log = new RecordedLog(Heartbeats.class)) {
            startAndSend();
            remoting.peer(BROKER, request -> RemotingCommand.answer(1, 7, "not now", Map.of(), null));
            fixture.timer.advance(INTERVAL.multipliedBy(3));
            remoting.peer(BROKER, request -> ClientFixture.answer(""));
            fixture.timer.advance(INTERVAL.multipliedBy(2));

            assertThat(log.with("WARNING"))
                    .singleElement()
                    .asString()
                    .contains("address=" + BROKER, "SYSTEM_ERROR", "remark=not now");
            assertThat(log.with("takes heartbeats again")).hasSize(1);
        }
    }

    @Test
    @Row("LIF-23")
    void aHeartbeatWithoutAnswerIsToldAfterTheRequestTimeout() {
        try (RecordedLog log = new RecordedLog(Heartbeats.class)) {
            startAndSend();
            remoting.peer(BROKER, request -> null);
            fixture.timer.advance(MQClientInstance.FIRST_HEARTBEAT);
            fixture.timer.advance(fixture.config.requestTimeout().minusMillis(1));
            assertThat(log.with("no heartbeat")).isEmpty();
            fixture.timer.advance(Duration.ofMillis(1));

            assertThat(log.with("WARNING")).singleElement().asString().contains("no heartbeat", BROKER);
        }
    }

    @Test
    @Row("RTE-13")
    void aChangedRouteIsLoggedAndAnUnchangedOneIsNot() {
        try (RecordedLog log = new RecordedLog(RouteTable.class)) {
            startAndSend();
            fixture.timer.advance(INTERVAL.multipliedBy(2));
            assertThat(log.with("route changed"))
                    .singleElement()
                    .asString()
                    .contains("topic=topic", "queues=1", BROKER);
            fixture.master = "moved:2";
            fixture.timer.advance(INTERVAL);

            assertThat(log.with("route changed")).hasSize(2).last().asString().contains("moved:2");
        }
    }

    @Test
    @Row({"RTE-15", "ERR-07"})
    void lostNameServersAreToldOnceWithWhatBecameOfEach() {
        // The class that warns is not visible here.
        try (RecordedLog log = new RecordedLog("io.rocketjca.impl.route.NameServers")) {
            startAndSend();
            remoting.peer(NAME_SERVER, request -> null);
            fixture.timer.advance(INTERVAL.multipliedBy(4));
            assertThat(log.with("WARNING"))
                    .singleElement()
                    .asString()
                    .contains("no name server answers", NAME_SERVER, "gave no");

            remoting.peer(NAME_SERVER, request -> ClientFixture.answer(fixture.route()));
            fixture.timer.advance(INTERVAL.multipliedBy(2));
            assertThat(log.with("answer again")).hasSize(1);
        }
    }

    @Test
    @Row("LIF-22")
    void aFailingTaskIsToldOnceAndOnceMoreWhenItWorksAgain() {
        AtomicInteger runs = new AtomicInteger();
        SurvivingTask task = new SurvivingTask("tend the garden", () -> {
            if (runs.incrementAndGet() < 4) {
                throw new IllegalStateException("from the test");
            }
        });
        try (RecordedLog log = new RecordedLog(SurvivingTask.class)) {
            for (int i = 0; i < 6; i++) {
                task.run();
            }

            assertThat(log.with("WARNING")).singleElement().asString().contains("task=tend the garden");
            assertThat(log.with("works again")).hasSize(1);
        }
    }

    @Test
    @Defect("K17")
    void whatIsNotDeliveredWhenTheClientStopsIsToldOnceByTopicAndEverySenderHasItsException() {
        try (RecordedLog log = new RecordedLog(Shutdown.class)) {
            startAndSend();
            remoting.peer(BROKER, request -> request.code() == 35 ? ClientFixture.answer("") : null);
            MessageProducer producer = instance.producer(ProducerConfigs.of("orders")
                    .attempts(Duration.ofMinutes(5), 2)
                    .uncompressedUpTo(1024)
                    .build());
            List<CompletableFuture<SendReceipt>> stages = new ArrayList<>();
            for (String topic : List.of("orders", "payments", "orders")) {
                stages.add(sendAsync(producer, topic));
            }
            fixture.timer.advance(Duration.ofSeconds(7));
            remoting.peer(NAME_SERVER, request -> null);
            stages.add(sendAsync(producer, "unrouted"));

            instance.shutdown();
            fixture.timer.advance(fixture.config.drainTimeout().plusSeconds(5));

            assertThat(stages).allSatisfy(stage -> assertThat(stage).isCompletedExceptionally());
            assertThat(stages.subList(0, 3))
                    .allSatisfy(stage -> assertThatThrownBy(stage::join).hasCauseInstanceOf(UncertainException.class));
            assertThatThrownBy(stages.get(3)::join).hasCauseInstanceOf(NotSentException.class);
            long oldest = fixture.config.drainTimeout().plusSeconds(7).toMillis();
            assertThat(log.with("WARNING"))
                    .singleElement()
                    .asString()
                    .contains(
                            "clientId=10.0.0.1@7#",
                            "messages=4 uncertain=3 topics=orders:2,",
                            "payments:1",
                            "unrouted:1")
                    .matches("(?s).*oldestMillis=" + oldest / 1000 + "\\d\\d\\d .*");
            assertThat(instance.messagesInFlight()).isZero();
        }
    }

    @Test
    void aClientThatStopsWithNothingLeftSaysNothingOfIt() {
        try (RecordedLog log = new RecordedLog(Shutdown.class)) {
            startAndSend();
            instance.shutdown();

            assertThat(log.with("not delivered")).isEmpty();
        }
    }

    private static CompletableFuture<SendReceipt> sendAsync(MessageProducer producer, String topic) {
        return producer.sendAsync(Message.to(topic).text("hello").build(), SendOptions.defaults())
                .toCompletableFuture();
    }

    private void startAndSend() {
        instance.start();
        instance.producer(ORDERS).sendOneWay(Message.to("topic").text("hello").build(), SendOptions.defaults());
    }
}
