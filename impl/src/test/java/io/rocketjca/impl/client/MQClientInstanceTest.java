package io.rocketjca.impl.client;

import static io.rocketjca.impl.client.ClientFixture.BROKER;
import static io.rocketjca.impl.client.ClientFixture.NAME_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.AddressingConfig;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.fake.ScriptedRemoting;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.protocol.RemotingCommand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** States, heartbeats, refreshes and the orderly end of one client, on hand-driven time. */
class MQClientInstanceTest {

    private static final ProducerConfig ORDERS = ProducerConfig.defaults("orders");

    private final ClientFixture fixture = new ClientFixture();
    private final MQClientInstance instance = fixture.instance();
    private final ScriptedRemoting remoting = fixture.transport();

    @Test
    @Row({"LIF-01", "LIF-15", "ERR-04"})
    void movesThroughItsStatesOnceAndOpensNoConnectionAtStart() {
        assertThat(instance.state()).isEqualTo(ServiceState.CREATE_JUST);
        instance.start();
        assertThat(instance.state()).isEqualTo(ServiceState.RUNNING);
        assertThatThrownBy(instance::start).hasMessageContaining("RUNNING");
        assertThat(remoting.openAddresses()).isEmpty();
        assertThat(instance.shutdown()).isSameAs(instance.shutdown()).isCompleted();
        assertThat(instance.state()).isEqualTo(ServiceState.SHUTDOWN_ALREADY);
        assertThatThrownBy(instance::start).hasMessageContaining("SHUTDOWN_ALREADY");
        assertThatThrownBy(() -> instance.producer(ORDERS)).hasMessageContaining("SHUTDOWN_ALREADY");
        assertThat(remoting.closed()).isTrue();
        assertThat(fixture.timer.scheduled()).isZero();
    }

    @Test
    @Row({"LIF-06", "LIF-24", "ERR-03"})
    @Defect("K14")
    void equalConfigurationsShareOneProducerAndTheSameGroupTwiceIsNoError() {
        instance.start();

        assertThat(instance.producer(ORDERS)).isSameAs(instance.producer(ProducerConfig.defaults("orders")));
        ProducerConfig other = ProducerConfigs.of("orders")
                .attempts(Duration.ofSeconds(1), 0)
                .uncompressedUpTo(1024)
                .build();
        assertThat(instance.producer(other)).isNotSameAs(instance.producer(ORDERS));
    }

    @Test
    @Row("LIF-11")
    void beatsAtOnceAfterEveryConnectAndNeverAtANameServer() {
        startAndSend();
        assertThat(beats()).isEqualTo(1);
        remoting.drop(BROKER);
        remoting.connect(BROKER);

        assertThat(beats()).isEqualTo(2);
        assertThat(remoting.count(NAME_SERVER, 34)).isZero();
    }

    @Test
    @Row("LIF-11")
    void aNewGroupIsAnnouncedAtOnceToConnectedBrokers() {
        startAndSend();
        instance.producer(ProducerConfig.defaults("payments"));
        assertThat(beats()).isEqualTo(2);
        instance.producer(ProducerConfig.defaults("payments"));
        assertThat(beats()).isEqualTo(2);
    }

    @Test
    @Row("LIF-19")
    void beatsOnScheduleAndConnectsAgainToAMasterThatWasLost() {
        startAndSend();
        fixture.timer.advance(Duration.ofSeconds(1));
        assertThat(beats()).isEqualTo(2);
        fixture.timer.advance(Duration.ofSeconds(30));
        assertThat(beats()).isEqualTo(3);

        remoting.drop(BROKER);
        fixture.timer.advance(Duration.ofSeconds(30));
        assertThat(remoting.openAddresses()).contains(BROKER);
        assertThat(beats()).isEqualTo(4);
    }

    @Test
    @Row({"LIF-18", "RTE-14"})
    void theRoutesOfAllProducersTopicsAreRefreshedEveryThirtySeconds() {
        startAndSend();
        instance.producer(ProducerConfig.defaults("payments"))
                .sendOneWay(Message.to("other").text("hello").build(), SendOptions.defaults());
        assertThat(remoting.count(NAME_SERVER, 105)).isEqualTo(2);

        fixture.timer.advance(Duration.ofSeconds(30).minusMillis(1));
        assertThat(remoting.count(NAME_SERVER, 105)).isEqualTo(2);
        fixture.timer.advance(Duration.ofMillis(1));
        assertThat(remoting.count(NAME_SERVER, 105)).isEqualTo(4);
        fixture.timer.advance(Duration.ofSeconds(30));
        assertThat(remoting.log().stream().filter(line -> line.startsWith(NAME_SERVER)))
                .containsExactlyInAnyOrder(
                        NAME_SERVER + " 105 topic",
                        NAME_SERVER + " 105 other",
                        NAME_SERVER + " 105 topic",
                        NAME_SERVER + " 105 other",
                        NAME_SERVER + " 105 topic",
                        NAME_SERVER + " 105 other");
    }

    @Test
    @Row({"LIF-19", "RTE-19"})
    @Defect("K05")
    void aMovedBrokerIsConnectedAndTheOldAddressIsDroppedBeforeTheHeartbeat() {
        startAndSend();
        remoting.peer("moved:2", request -> ClientFixture.answer(""));
        fixture.master = "moved:2";
        fixture.timer.advance(Duration.ofSeconds(30));
        assertThat(remoting.openAddresses())
                .as("connected as soon as the route tells")
                .contains("moved:2");
        fixture.timer.advance(Duration.ofSeconds(2));

        assertThat(remoting.openAddresses()).containsExactlyInAnyOrder(NAME_SERVER, "moved:2");
        assertThat(remoting.count("moved:2", 34)).isPositive();
    }

    @Test
    @Row({"LIF-22", "RTE-15"})
    @Defect("K34")
    void tasksOutliveBrokersThatRefuseAndPeersThatBreak() {
        startAndSend();
        remoting.peer(BROKER, request -> RemotingCommand.answer(1, 7, "no", Map.of(), null));
        remoting.peer(NAME_SERVER, request -> {
            throw new IllegalStateException("from the test");
        });
        fixture.timer.advance(Duration.ofSeconds(61));
        long before = beats();
        fixture.timer.advance(Duration.ofSeconds(30));

        assertThat(beats()).isEqualTo(before + 1);
    }

    @Test
    void answersNotSupportedToUnknownPushesUnlessTheyAreOneWay() {
        startAndSend();
        remoting.push(BROKER, RemotingCommand.request(307, 4711, Map.of(), null));
        remoting.push(BROKER, RemotingCommand.oneWay(40, 4712, Map.of(), null));

        assertThat(remoting.log())
                .contains(BROKER + " 3 answer opaque=4711")
                .doesNotContain(BROKER + " 3 answer opaque=4712");
    }

    @Test
    @Row("LIF-28")
    void unregistersEveryGroupAtEveryConnectedBrokerAndThenCloses() {
        startAndSend();
        instance.producer(ProducerConfig.defaults("payments"));
        instance.shutdown();

        assertThat(remoting.log()).contains(BROKER + " 35 orders", BROKER + " 35 payments");
        assertThat(remoting.count(NAME_SERVER, 35)).isZero();
        assertThat(remoting.closed()).isTrue();
    }

    @Test
    void aSilentBrokerDelaysTheEndByOneRequestTimeoutOnly() {
        startAndSend();
        remoting.peer(BROKER, request -> null);
        instance.shutdown();
        assertThat(remoting.closed()).isFalse();
        fixture.timer.advance(fixture.config.requestTimeout());
        assertThat(remoting.closed()).isTrue();
    }

    @Test
    @Row("LIF-29")
    @Defect("K17")
    void theEndWaitsForMessagesUnderWayUpToTheDrainTimeout() {
        startAndSend();
        remoting.peer(BROKER, request -> request.code() == 35 ? ClientFixture.answer("") : null);
        ProducerConfig patient = ProducerConfigs.of("orders")
                .attempts(Duration.ofMinutes(1), 0)
                .uncompressedUpTo(1024)
                .build();
        instance.producer(patient).sendAsync(message(), SendOptions.defaults());
        assertThat(instance.messagesInFlight()).isEqualTo(1);
        instance.shutdown();

        fixture.timer.advance(fixture.config.drainTimeout().minusMillis(20));
        assertThat(remoting.closed()).isFalse();
        fixture.timer.advance(Duration.ofMillis(40));
        assertThat(remoting.closed()).isTrue();
        assertThat(instance.messagesInFlight())
                .as("what could not be waited for has failed")
                .isZero();
    }

    private void startAndSend() {
        instance.start();
        instance.producer(ORDERS).sendOneWay(message(), SendOptions.defaults());
        assertThat(remoting.openAddresses()).containsExactlyInAnyOrder(NAME_SERVER, BROKER);
    }

    private long beats() {
        return remoting.count(BROKER, 34);
    }

    private static Message message() {
        return Message.to("topic").text("hello").build();
    }

    @Test
    @Row({"LIF-09", "FLT-15"})
    void aBrokerThatCannotBeReachedIsProbedUntilItAnswersOnceEveryThreeSeconds() {
        instance.start();
        ProducerConfig judging = ProducerConfigs.like(ORDERS)
                .with(new RoutingConfig(false, false, true, true, false))
                .build();
        MessageProducer producer = instance.producer(judging);
        producer.sendAsync(Message.of("t", new byte[] {1}), SendOptions.defaults());
        fixture.timer.advance(Duration.ofMillis(10));
        remoting.refuse(BROKER);
        remoting.drop(BROKER);
        producer.sendAsync(Message.of("t", new byte[] {1}), SendOptions.defaults());

        fixture.timer.advance(Duration.ofSeconds(6));
        assertThat(remoting.count(BROKER, 30)).isZero();

        remoting.peer(BROKER, request -> ClientFixture.answer(""));
        fixture.timer.advance(Duration.ofSeconds(30));
        assertThat(remoting.count(BROKER, 30)).isEqualTo(1);
    }

    @Test
    @Row({"LIF-08", "CFG-30"})
    void theFirstSendToAPreparedTopicAsksNoNameServerAndOpensNoConnection() {
        instance.start();
        MessageProducer producer = instance.producer(preparing("t"));
        fixture.timer.advance(Duration.ofMillis(1));
        assertThat(remoting.count(NAME_SERVER, 105)).isEqualTo(1);
        assertThat(remoting.openAddresses()).contains(BROKER);
        assertThat(beats()).isEqualTo(1);

        Set<String> open = remoting.openAddresses();
        producer.sendAsync(Message.of("t", new byte[] {1}), SendOptions.defaults());

        assertThat(remoting.count(BROKER, 310)).isEqualTo(1);
        assertThat(remoting.openAddresses()).isEqualTo(open);
        assertThat(remoting.count(NAME_SERVER, 105)).isEqualTo(1);
        instance.producer(preparing("t"));
        assertThat(remoting.count(NAME_SERVER, 105)).isEqualTo(1);
    }

    @Test
    @Row("LIF-08")
    void aTopicThatCouldNotBePreparedIsLookedUpAgainWithTheNextRefresh() {
        remoting.refuse(NAME_SERVER);
        instance.start();
        instance.producer(preparing("t"));
        fixture.timer.advance(Duration.ofSeconds(5));
        assertThat(remoting.openAddresses()).isEmpty();

        remoting.peer(NAME_SERVER, request -> ClientFixture.answer(fixture.route()));
        fixture.timer.advance(Duration.ofSeconds(30));

        assertThat(remoting.openAddresses()).contains(BROKER);
    }

    @Test
    @Row("LIF-25")
    void groupsAreAnnouncedWithTheirNamespace() {
        instance.start();
        instance.producer(ProducerConfigs.like(ORDERS)
                .with(new AddressingConfig("ns", false, false, List.of("t")))
                .build());
        fixture.timer.advance(Duration.ofMillis(1));

        assertThat(remoting.log()).contains(NAME_SERVER + " 105 ns%t");
        instance.shutdown();
        fixture.timer.advance(Duration.ofSeconds(10));
        assertThat(remoting.log()).contains(BROKER + " 35 ns%orders");
    }

    private static ProducerConfig preparing(String topic) {
        return ProducerConfigs.like(ORDERS)
                .with(new AddressingConfig("", false, false, List.of(topic)))
                .build();
    }
}
