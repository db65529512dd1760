package io.rocketjca.impl.client;

import static io.rocketjca.impl.client.ClientFixture.BROKER;
import static io.rocketjca.impl.client.ClientFixture.NAME_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.NoReplyException;
import io.rocketjca.NotSentException;
import io.rocketjca.OverloadException;
import io.rocketjca.RefusedException;
import io.rocketjca.ReplyMessage;
import io.rocketjca.ReplyTimeoutException;
import io.rocketjca.SendOptions;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.fake.ScriptedRemoting;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.RemotingCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests and replies in hand-driven time: each request ends once, whatever comes in whatever order. */
class RequestsOfAClientTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Message QUESTION = Message.to("topic").text("ready?").build();

    private final ClientFixture fixture = new ClientFixture();
    private final MQClientInstance instance = fixture.instance();
    private final ScriptedRemoting remoting = fixture.transport();
    private final List<Map<String, String>> requests = new ArrayList<>();

    private MessageProducer producer;

    @BeforeEach
    void start() {
        instance.start();
        producer = instance.producer(ProducerConfig.defaults("orders"));
        remoting.peer(BROKER, request -> {
            if (request.code() == 310) {
                requests.add(MessageProperties.decode(request.extFields().get("i")));
            }
            return ClientFixture.answer("");
        });
    }

    @Test
    @Row("RQR-01")
    void everyRequestGetsTheReplyWithItsCorrelationId() {
        CompletableFuture<ReplyMessage> first = request();
        CompletableFuture<ReplyMessage> second = request();
        assertThat(correlationId(0)).hasSize(32).isNotEqualTo(correlationId(1));
        assertThat(requests.get(0)).containsEntry("TTL", "5000").containsKey("REPLY_TO_CLIENT");

        push(correlationId(1), "second");
        assertThat(first).isNotDone();
        push(correlationId(0), "first");

        assertThat(first.join().text()).isEqualTo("first");
        assertThat(second.join().text()).isEqualTo("second");
        assertThat(first.join().messageId()).isEqualTo("R1");
        assertThat(instance.requests().waiting()).isZero();
        assertThat(instance.requests().dropped()).isZero();
    }

    @Test
    @Row({"LIF-12", "RQR-02", "RQR-04", "ERR-20"})
    @Defect("K01")
    void withoutAReplyItEndsWhenItsTimeIsOverAndALateReplyIsAcknowledgedAndDropped() {
        int before = fixture.timer.scheduled();
        CompletableFuture<ReplyMessage> reply = request();
        assertThat(fixture.timer.scheduled()).isEqualTo(before + 1);
        fixture.timer.advance(TIMEOUT.minusMillis(1));
        assertThat(reply).isNotDone();
        fixture.timer.advance(Duration.ofMillis(1));

        assertThat(failure(reply)).isInstanceOfSatisfying(ReplyTimeoutException.class, timeout -> {
            assertThat(timeout.correlationId()).isEqualTo(correlationId(0));
            assertThat(timeout.messageId()).isEqualTo(requests.get(0).get("UNIQ_KEY"));
            assertThat(timeout.topic()).isEqualTo("topic");
            assertThat(timeout).hasMessageContainingAll("5000 ms", timeout.correlationId(), timeout.messageId());
        });
        assertThat(instance.requests().waiting()).isZero();

        push(correlationId(0), "late");
        assertThat(remoting.log()).contains(BROKER + " 0 answer opaque=4711");
        assertThat(instance.requests().dropped()).isEqualTo(1);
    }

    @Test
    @Defect("K01")
    void aSecondReplyIsDroppedAndNoTimerIsLeftAfterTheFirst() {
        int before = fixture.timer.scheduled();
        CompletableFuture<ReplyMessage> reply = request();
        push(correlationId(0), "once");
        push(correlationId(0), "twice");

        assertThat(reply.join().text()).isEqualTo("once");
        assertThat(instance.requests().dropped()).isEqualTo(1);
        assertThat(fixture.timer.scheduled()).isEqualTo(before);
    }

    @Test
    void aReplyThatNamesNoRequestIsRefusedAndOneForAStrangerIsDropped() {
        CompletableFuture<ReplyMessage> reply = request();
        push(null, "for nobody");
        assertThat(remoting.log()).contains(BROKER + " 1 answer opaque=4711");
        push("somebody else's", "for a stranger");
        assertThat(instance.requests().dropped()).isEqualTo(1);
        assertThat(reply).isNotDone();

        push(correlationId(0), "yes");
        assertThat(reply.join().text()).isEqualTo("yes");
    }

    @Test
    @Defect("K01")
    void theReplyMayComeBeforeTheAnswerOfTheBroker() {
        remoting.peer(BROKER, request -> {
            if (request.code() != 310) {
                return ClientFixture.answer("");
            }
            requests.add(MessageProperties.decode(request.extFields().get("i")));
            return null;
        });
        CompletableFuture<ReplyMessage> reply = request();
        push(correlationId(0), "quick");
        assertThat(reply.join().text()).isEqualTo("quick");

        fixture.timer.advance(TIMEOUT.plusSeconds(1));
        assertThat(instance.messagesInFlight()).isZero();
    }

    @Test
    void aSendThatFailsEndsTheRequestAtOnceWithItsException() {
        remoting.peer(
                BROKER,
                request -> request.code() == 310
                        ? RemotingCommand.answer(13, 7, "too large", Map.of(), null)
                        : ClientFixture.answer(""));
        assertThat(failure(request())).isInstanceOf(RefusedException.class).hasMessageContaining("too large");
        assertThat(instance.requests().waiting()).isZero();
    }

    @Test
    void aSendThatIsAsSlowAsTheRequestMayBeTellsWhatIsKnownOfIt() {
        remoting.peer(BROKER, request -> request.code() == 310 ? null : ClientFixture.answer(""));
        CompletableFuture<ReplyMessage> reply = request();
        fixture.timer.advance(TIMEOUT.plusSeconds(1));

        assertThat(failure(reply)).isInstanceOf(UncertainException.class);
        assertThat(instance.requests().waiting()).isZero();
    }

    @Test
    void aShorterSendTimeoutBoundsTheSendAlone() {
        remoting.peer(BROKER, request -> request.code() == 310 ? null : ClientFixture.answer(""));
        CompletableFuture<ReplyMessage> reply =
                request(QUESTION, TIMEOUT, SendOptions.defaults().withTimeout(Duration.ofSeconds(1)));
        fixture.timer.advance(Duration.ofSeconds(2));

        assertThat(failure(reply)).isInstanceOf(UncertainException.class);
    }

    @Test
    void aLostConnectionIsOpenedAgainWithAHeartbeatWithinASecondWhileRequestsWait() {
        fixture.timer.advance(MQClientInstance.FIRST_HEARTBEAT.plusMillis(500)); // after the regular round
        CompletableFuture<ReplyMessage> reply = request();
        long beats = remoting.count(BROKER, 34);
        remoting.drop(BROKER);
        assertThat(remoting.openAddresses()).containsExactly(NAME_SERVER);
        fixture.timer.advance(MQClientInstance.RECONNECT);
        assertThat(remoting.openAddresses()).contains(BROKER);
        assertThat(remoting.count(BROKER, 34)).isEqualTo(beats + 1);

        push(correlationId(0), "after all");
        assertThat(reply.join().text()).isEqualTo("after all");

        remoting.drop(BROKER);
        fixture.timer.advance(MQClientInstance.RECONNECT);
        assertThat(remoting.openAddresses()).as("nobody waits any more").doesNotContain(BROKER);
    }

    @Test
    void stoppingEndsWhatWaitsAndRefusesWhatComes() {
        CompletableFuture<ReplyMessage> reply = request();
        instance.shutdown();

        assertThat(failure(reply))
                .isInstanceOf(NoReplyException.class)
                .isNotInstanceOf(ReplyTimeoutException.class)
                .hasMessageContainingAll("stopped", correlationId(0));
        assertThat(failure(request())).isInstanceOf(NotSentException.class);
        assertThat(instance.requests().waiting()).isZero();
        assertThat(fixture.timer.scheduled()).isZero();
    }

    @Test
    @Row("RQR-01")
    void moreRequestsThanTheBoundAreRefusedUntilOneEnds() {
        for (int i = 0; i < 10_000; i++) {
            request();
        }
        assertThat(failure(request())).isInstanceOf(OverloadException.class).hasMessageContaining("10000");
        push(correlationId(17), "one ends");
        assertThat(request()).isNotDone();
        assertThat(instance.requests().waiting()).isEqualTo(10_000);
    }

    @Test
    void whatIsNoRequestIsRefusedBeforeAnythingIsSent() {
        SendOptions options = SendOptions.defaults();
        Message reply = Message.replyTo(Map.of("CLUSTER", "C", "CORRELATION_ID", "c", "REPLY_TO_CLIENT", "d"))
                .text("reply")
                .build();
        for (CompletableFuture<ReplyMessage> refused : List.of(
                request(null, TIMEOUT, options),
                request(reply, TIMEOUT, options),
                request(delayed(MessageOptions.defaults().withDelayLevel(1)), TIMEOUT, options),
                request(delayed(MessageOptions.defaults().withDeliverAfter(Duration.ofSeconds(1))), TIMEOUT, options),
                request(QUESTION, null, options),
                request(QUESTION, Duration.ZERO, options),
                request(QUESTION, Duration.ofSeconds(-1), options),
                request(QUESTION, Duration.ofSeconds(Long.MAX_VALUE), options),
                request(Message.of("topic", new byte[0]), TIMEOUT, options),
                request(Message.of(null, new byte[1]), TIMEOUT, options))) {
            assertThat(failure(refused)).isInstanceOf(IllegalMessageException.class);
        }
        assertThat(requests).isEmpty();
        assertThat(instance.requests().waiting()).isZero();
    }

    private static Message delayed(MessageOptions options) {
        return Message.to("topic").text("ready?").options(options).build();
    }

    @Test
    void theEndGoesThroughTheDispatcherOfTheCallWhateverItIs() {
        List<Runnable> dispatched = new ArrayList<>();
        SendOptions options =
                SendOptions.defaults().withCompletions((completion, fallback) -> dispatched.add(completion));
        CompletableFuture<ReplyMessage> replied = request(QUESTION, TIMEOUT, options);
        CompletableFuture<ReplyMessage> timedOut = request(QUESTION, TIMEOUT, options);
        assertThat(dispatched)
                .as("the end of the send is no end of the request")
                .isEmpty();
        push(correlationId(0), "yes");
        assertThat(replied).isNotDone();
        fixture.timer.advance(TIMEOUT);
        assertThat(timedOut).isNotDone();

        assertThat(dispatched).hasSize(2);
        dispatched.forEach(Runnable::run);
        assertThat(replied.join().text()).isEqualTo("yes");
        assertThat(failure(timedOut)).isInstanceOf(ReplyTimeoutException.class);
    }

    private CompletableFuture<ReplyMessage> request() {
        return request(QUESTION, TIMEOUT, SendOptions.defaults());
    }

    private CompletableFuture<ReplyMessage> request(Message message, Duration timeout, SendOptions options) {
        CompletionStage<ReplyMessage> stage = instance.requests().request(producer, message, timeout, options);
        return stage.toCompletableFuture();
    }

    private String correlationId(int request) {
        return requests.get(request).get("CORRELATION_ID");
    }

    private void push(String correlationId, String text) {
        Map<String, String> properties = new HashMap<>(Map.of("MSG_TYPE", "reply", "UNIQ_KEY", "R1"));
        if (correlationId != null) {
            properties.put("CORRELATION_ID", correlationId);
        }
        Map<String, String> fields = Map.of(
                "sysFlag",
                "0",
                "flag",
                "0",
                "bornTimestamp",
                "1790000000000",
                "properties",
                new String(MessageProperties.encode(null, null, properties), StandardCharsets.UTF_8));
        remoting.push(BROKER, RemotingCommand.request(326, 4711, fields, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Throwable failure(CompletableFuture<?> stage) {
        assertThat(stage).isDone();
        return stage.handle((value, failure) -> failure).join();
    }
}
