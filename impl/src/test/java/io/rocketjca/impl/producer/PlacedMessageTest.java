package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.NotSentException;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.route.MessageQueue;
import io.rocketjca.impl.route.PublishQueues;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that name their queue, or an ordering key that does. */
@Timeout(30)
class PlacedMessageTest {

    private static final RoutingConfig MOVING = new RoutingConfig(false, true, false, false, false);
    private static final RoutingConfig CONSISTENT = new RoutingConfig(true, false, false, false, false);

    private final SendFixture fixture = new SendFixture();

    @ParameterizedTest
    @EnumSource
    @Row("QSL-07")
    void aMessageGoesToTheQueueItNames(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b");

        for (int i = 0; i < 5; i++) {
            fixture.drive(fixture.send(mode, to("b", 2))).join();
        }

        assertThat(fixture.remoting.requests).hasSize(5).allSatisfy(request -> {
            assertThat(request.ext("n")).isEqualTo("b");
            assertThat(request.ext("e")).isEqualTo("2");
            assertThat(request.properties()).doesNotContainKey("__SHARDINGKEY");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "order-1", "zzzz", "polygenelubricants", "7"})
    void anOrderingKeyChoosesTheQueueOfTheOfficialHashSelector(String suffix) {
        List<MessageQueue> queues =
                fixture.routes.route(SendFixture.TOPIC, 5, "a", "b", "c").queues();
        String key = "key" + suffix;
        if (suffix.equals("polygenelubricants")) {
            key = suffix; // its hash code is the smallest of all integers
        }

        fixture.drive(fixture.send(SendMode.SYNC, keyed(key))).join();

        MessageQueue expected = queues.get(Math.abs(key.hashCode() % 15));
        ScriptedRequest request = fixture.remoting.requests.get(0);
        assertThat(request.ext("n")).isEqualTo(expected.brokerName());
        assertThat(request.ext("e")).isEqualTo(Integer.toString(expected.queueId()));
        assertThat(request.properties()).containsEntry("__SHARDINGKEY", key);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -1, 4_000_000_000L, Long.MIN_VALUE})
    void aNumberChoosesTheQueueThatALongChoosesThere(long key) {
        fixture.routes.route(SendFixture.TOPIC, 7, "a");

        fixture.drive(fixture.send(
                        SendMode.ASYNC,
                        Message.to(SendFixture.TOPIC).orderingKey(key).text("x").build()))
                .join();

        ScriptedRequest request = fixture.remoting.requests.get(0);
        assertThat(request.ext("e")).isEqualTo(Integer.toString(Math.abs(Long.hashCode(key) % 7)));
        assertThat(request.properties()).containsEntry("__SHARDINGKEY", Long.toString(key));
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Defect("K22")
    void aRetryStaysOnTheQueueOfTheKey(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b", "c");
        fixture.remoting.react(request -> request.fail(CallFailure.Kind.CONNECTION_LOST, false));

        assertThat(SendFixture.failureOf(fixture.drive(fixture.send(mode, keyed("k")))))
                .isInstanceOf(NotSentException.class);

        assertThat(fixture.remoting.requests).hasSize(3);
        assertThat(fixture.remoting.requests)
                .extracting(request -> request.address() + request.ext("e"))
                .containsOnly(fixture.remoting.requests.get(0).address()
                        + fixture.remoting.requests.get(0).ext("e"));
        assertThat(fixture.ticker.nanos()).as("with pauses").isNotEqualTo(new SendFixture().ticker.nanos());
    }

    @Test
    void ifConfiguredAllMessagesOfAKeyMoveToTheSameQueueOfAnotherBroker() {
        fixture.config(ProducerConfigs.like(SendFixture.config(2)).with(MOVING).build());
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b", "c");
        fixture.drive(fixture.send(SendMode.SYNC, keyed("k"))).join();
        String owner = fixture.remoting.requests.get(0).address();
        fixture.remoting.refuse(owner);

        Set<String> places = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            SendReceipt receipt =
                    fixture.drive(fixture.send(SendMode.ASYNC, keyed("k"))).join();
            places.add(receipt.brokerName() + receipt.queueId());
            assertThat(receipt.attempts()).isEqualTo(2);
        }

        assertThat(places).hasSize(1).allSatisfy(place -> assertThat(owner).doesNotStartWith(place.substring(0, 1)));
    }

    @Test
    @Row("QSL-07")
    @Defect("K22")
    void aQueueThatIsAwayFailsItsMessageAndSaysWhichQueue() {
        fixture.routes.route(SendFixture.TOPIC, 4, "a");

        assertThat(SendFixture.failureOf(fixture.drive(fixture.send(SendMode.SYNC, to("b", 3)))))
                .isExactlyInstanceOf(NotSentException.class)
                .hasMessageContainingAll("#3 b", "queue 3, which the message must go to");
        assertThat(fixture.remoting.requests).isEmpty();
        assertThat(fixture.routes.refreshed).isNotEmpty();
    }

    @Test
    void aQueueThatComesBackWithinTheDeadlineIsUsed() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        var end = fixture.send(SendMode.ASYNC, to("b", 0));
        assertThat(end).isNotDone();
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b");

        assertThat(fixture.drive(end).join().brokerName()).isEqualTo("b");
    }

    @Test
    void ifConfiguredAMessageForAQueueThatIsAwayGoesElsewhereAtOnce() {
        fixture.config(ProducerConfigs.like(SendFixture.config(0)).with(MOVING).build());
        fixture.routes.route(SendFixture.TOPIC, 4, "a");

        assertThat(fixture.drive(fixture.send(SendMode.SYNC, to("b", 3))).join().brokerName())
                .isEqualTo("a");
    }

    @Test
    void queuesWithoutAMasterTakeNoTurnsButKeepTheirKeys() {
        PublishQueues queues = new PublishQueues(
                SendFixture.TOPIC,
                List.of(new MessageQueue("gone", null, 0), new MessageQueue("a", "a:10911", 0)),
                "test");
        fixture.routes.set(queues);

        for (int i = 0; i < 4; i++) {
            assertThat(fixture.receipt(SendMode.SYNC).brokerName()).isEqualTo("a");
        }
        assertThat(SendFixture.failureOf(fixture.drive(fixture.send(SendMode.SYNC, keyed(key(2, 0))))))
                .hasMessageContaining("gone");
        assertThat(fixture.drive(fixture.send(SendMode.SYNC, keyed(key(2, 1))))
                        .join()
                        .brokerName())
                .isEqualTo("a");
    }

    @Test
    @Row("QSL-09")
    void withConsistentHashingOnlyTheKeysOfALostBrokerMove() {
        fixture.config(
                ProducerConfigs.like(SendFixture.config(0)).with(CONSISTENT).build());
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b", "c");
        SendPipeline pipeline = fixture.pipeline();
        List<SendReceipt> before = receipts(pipeline);
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "c");
        List<SendReceipt> after = receipts(pipeline);

        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).brokerName().equals("b")) {
                assertThat(place(after.get(i))).isEqualTo(place(before.get(i)));
            }
        }
        assertThat(before).extracting(SendReceipt::brokerName).contains("a", "b", "c");
    }

    @Test
    void aMessageCannotHaveBothAQueueAndAKey() {
        Message.Builder both = Message.to("t").text("x").orderingKey("k").queue("a", 1);

        assertThatThrownBy(both::build)
                .isInstanceOf(IllegalMessageException.class)
                .hasMessageContaining("only one");
    }

    @Test
    void aBlankKeyIsRefusedAndAPropertyOfTheApplicationIsKept() {
        fixture.routes.route(SendFixture.TOPIC, 4, "a");
        assertThat(SendFixture.failureOf(fixture.send(SendMode.ASYNC, keyed(" "))))
                .isInstanceOf(IllegalMessageException.class)
                .hasMessageContaining("ordering key");

        fixture.drive(fixture.send(
                        SendMode.ASYNC,
                        Message.to(SendFixture.TOPIC)
                                .text("x")
                                .orderingKey("k")
                                .property("__SHARDINGKEY", "mine")
                                .build()))
                .join();
        assertThat(fixture.remoting.requests.get(0).properties()).containsEntry("__SHARDINGKEY", "mine");
    }

    private List<SendReceipt> receipts(SendPipeline pipeline) {
        return java.util.stream.IntStream.range(0, 200)
                .mapToObj(i -> pipeline.send(keyed("key-" + i), io.rocketjca.SendOptions.defaults()))
                .toList();
    }

    private static String place(SendReceipt receipt) {
        return receipt.brokerName() + receipt.queueId();
    }

    /** A key that chooses the queue with that index among so many. */
    private static String key(int queues, int index) {
        int i = 0;
        while (Math.abs(("k" + i).hashCode() % queues) != index) {
            i++;
        }
        return "k" + i;
    }

    private static Message keyed(String key) {
        return Message.to(SendFixture.TOPIC).text("x").orderingKey(key).build();
    }

    private static Message to(String broker, int queue) {
        return Message.to(SendFixture.TOPIC).text("x").queue(broker, queue).build();
    }
}
