package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
import io.rocketjca.QueryFailedException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.StoredMessage;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.route.MessageQueue;
import io.rocketjca.impl.route.NoRouteException;
import io.rocketjca.impl.route.PublishQueues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Finding messages by their unique key, over real sockets. */
@Timeout(60)
class MessageSearchTest {

    private static final int SEND = 310;
    private static final int QUERY = 12;
    private static final String TOPIC = BrokerRig.TOPIC;
    private static final SendOptions DEFAULTS = SendOptions.defaults().withTimeout(Duration.ofSeconds(30));
    private static final SendOptions SHORT = DEFAULTS.withTimeout(Duration.ofMillis(300));

    private final BrokerRig rig = new BrokerRig();
    private final ScriptedRoutes routes = rig.routes;
    private final FakeBroker one = rig.one;
    private final FakeBroker two = rig.two;
    private final SendPipeline pipeline = rig.pipeline;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    @Row("MSG-09")
    void aStoredMessageIsFoundWithAllThatTheBrokerKeeps() {
        long before = System.currentTimeMillis();
        Message message = Message.to(TOPIC)
                .text("hello")
                .tag("created")
                .key("k1")
                .key("k2")
                .property("color", "grün")
                .queue("two", 0)
                .build();
        pipeline.send(message, DEFAULTS);
        SendReceipt receipt = pipeline.send(message, DEFAULTS);

        StoredMessage found = find(receipt.messageId()).orElseThrow();

        assertThat(found.topic()).isEqualTo(TOPIC);
        assertThat(found.messageId()).isEqualTo(receipt.messageId());
        assertThat(found.body()).isEqualTo(message.body());
        assertThat(found.tag()).isEqualTo("created");
        assertThat(found.keys()).isEqualTo("k1 k2");
        assertThat(found.properties()).containsEntry("color", "grün").containsEntry("UNIQ_KEY", receipt.messageId());
        assertThat(found.brokerName()).isEqualTo("two");
        assertThat(found.queueId()).isZero();
        assertThat(found.queueOffset()).isEqualTo(1);
        assertThat(found.bornTime())
                .isBetween(
                        Instant.ofEpochMilli(before).minusSeconds(1),
                        Instant.now().plusSeconds(1));
        assertThat(found.storeTime()).isEqualTo(found.bornTime().plusMillis(1));
        assertThat(found.toString()).contains(receipt.messageId()).doesNotContain("hello");
    }

    @Test
    @Row("CMP-06")
    void aCompressedBodyIsGivenBackAsItWas() {
        byte[] body = "rocket ".repeat(2_000).getBytes();
        String id = pipeline.send(Message.of(TOPIC, body), DEFAULTS).messageId();

        assertThat(find(id).orElseThrow().body()).isEqualTo(body);
    }

    @Test
    void anUncertainSendIsResolved() {
        one.next(SEND, FakeReply.silent());
        one.on(QUERY, request -> FakeReply.code(22, "not found"));
        two.next(SEND, FakeReply.silent());
        assertThatThrownBy(() -> pipeline.send(Message.of(TOPIC, new byte[] {1}), SHORT))
                .isInstanceOfSatisfying(UncertainException.class, uncertain -> assertThat(find(uncertain.messageId()))
                        .isEmpty());
    }

    @Test
    void nothingIsFoundWhereAllBrokersSaySo() {
        assertThat(find("7F000001000000000000000000000000")).isEmpty();
        assertThat(one.awaitRequests(QUERY, 1)).hasSize(1).allSatisfy(request -> {
            assertThat(request.ext("topic")).isEqualTo(TOPIC);
            assertThat(request.ext("_UNIQUE_KEY_QUERY")).isEqualTo("true");
        });
        assertThat(two.awaitRequests(QUERY, 1)).hasSize(1);
    }

    @Test
    void messagesThatShareOnlyTheHashCodeAreNotTaken() {
        String id = pipeline.send(toOne(), DEFAULTS).messageId();
        one.on(QUERY, request -> FakeReply.success().body(one.stored().get(0).record(one.port())));

        assertThat(find(id)).isPresent();
        assertThat(find(id.replace('0', '1'))).isEmpty();
    }

    @Test
    void whereABrokerDeniesTheQuestionAndNoOtherHoldsTheMessageTheErrorSaysSo() {
        two.on(QUERY, request -> FakeReply.code(16, "no permission to query"));

        assertThatThrownBy(() -> find("ID"))
                .isInstanceOfSatisfying(
                        QueryFailedException.class, e -> assertThat(e.denied()).isTrue())
                .hasMessageContainingAll("ID", TOPIC, "broker two (" + two.address(), "NO_PERMISSION", "Hint: ");
    }

    @Test
    void aMessageIsFoundAlthoughAnotherBrokerFails() {
        two.on(QUERY, request -> FakeReply.code(1, "broken"));
        String id = pipeline.send(toOne(), DEFAULTS).messageId();

        assertThat(find(id)).isPresent();
    }

    @Test
    void aBrokerThatDoesNotAnswerEndsTheSearchInTime() {
        two.on(QUERY, request -> FakeReply.silent());

        assertThatThrownBy(() -> pipeline.find(TOPIC, "ID", SHORT))
                .isInstanceOfSatisfying(
                        QueryFailedException.class, e -> assertThat(e.denied()).isFalse())
                .hasMessageContaining("could not be found out");
    }

    @Test
    void aBrokerThatIsAwayLeavesTheQuestionOpen() {
        two.close();

        assertThatThrownBy(() -> find("ID"))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("broker two (" + two.address());
    }

    @Test
    void aBrokerWithoutMasterLeavesTheQuestionOpen() {
        routes.set(new PublishQueues(
                TOPIC, List.of(new MessageQueue("one", one.address(), 0), new MessageQueue("two", null, 0)), "test"));

        assertThatThrownBy(() -> find("ID"))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("no master");
    }

    @Test
    void anAnswerThatCannotBeReadLeavesTheQuestionOpen() {
        one.on(QUERY, request -> FakeReply.success().body(new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> find("ID"))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aTopicWithoutRouteLeavesTheQuestionOpen() throws Exception {
        CompletableFuture<Optional<StoredMessage>> search =
                SendFixture.inThread(() -> pipeline.find("elsewhere", "ID", DEFAULTS));
        while (routes.lookups.isEmpty()) {
            Thread.onSpinWait();
        }
        routes.lookups.get(0).completeExceptionally(new NoRouteException("nobody knows it", null));

        assertThat(search.handle((found, failure) -> failure).join())
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("nobody knows it");
    }

    @Test
    void anInterruptedCallerStopsWaiting() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> find("ID"))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aStoppingAdapterSearchesNoMore() {
        rig.gate.close();

        assertThatThrownBy(() -> find("ID"))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("stopping");
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        assertThatThrownBy(() -> pipeline.find("a b", "ID", DEFAULTS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> find(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> find(null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Message toOne() {
        return Message.to(TOPIC).text("x").queue("one", 0).build();
    }

    private Optional<StoredMessage> find(String id) {
        return pipeline.find(TOPIC, id, DEFAULTS);
    }
}
