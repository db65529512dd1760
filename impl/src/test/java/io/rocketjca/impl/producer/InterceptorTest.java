package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.CompletionDispatcher;
import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.MessageType;
import io.rocketjca.MessagingException;
import io.rocketjca.RefusedException;
import io.rocketjca.SendContext;
import io.rocketjca.SendException;
import io.rocketjca.SendInterceptor;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendVetoedException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.fake.RecordedLog;
import io.rocketjca.impl.remoting.CallFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class InterceptorTest {

    private final SendFixture fixture = new SendFixture();
    private final List<String> events = new ArrayList<>();

    InterceptorTest() {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b");
    }

    /** Remembers what it was told, in the list that all share. */
    private class Noting implements SendInterceptor {

        private final String name;
        SendReceipt receipt;
        MessagingException failure;

        Noting(String name) {
            this.name = name;
        }

        @Override
        public void before(SendContext send) {
            events.add("before " + name);
            send.attribute(name, name + "'s");
        }

        @Override
        public void after(SendContext send, SendReceipt newReceipt, MessagingException newFailure) {
            events.add("after " + name + " with " + send.attribute(name));
            receipt = newReceipt;
            failure = newFailure;
        }
    }

    @Test
    @Row("HK-03")
    void theyKnowTheTypeOfTheMessage() {
        List<MessageType> seen = new ArrayList<>();
        SendInterceptor noting = new SendInterceptor() {
            @Override
            public void before(SendContext send) {
                seen.add(send.type());
            }
        };
        MessageOptions options = MessageOptions.defaults();
        Message normal = Message.to(SendFixture.TOPIC).text("x").build();
        Message ordered =
                Message.to(SendFixture.TOPIC).text("x").orderingKey("k").build();
        Message late = Message.to(SendFixture.TOPIC)
                .text("x")
                .options(options.withDelayLevel(3))
                .build();
        Message urgent = Message.to(SendFixture.TOPIC)
                .text("x")
                .options(options.withPriority(3))
                .build();

        for (Message message : List.of(normal, ordered, late, urgent)) {
            fixture.drive(send(SendMode.SYNC, message, noting)).join();
        }

        assertThat(seen).containsExactly(MessageType.NORMAL, MessageType.FIFO, MessageType.DELAY, MessageType.PRIORITY);
    }

    @ParameterizedTest
    @EnumSource
    @Row({"HK-02", "HK-04", "HK-05"})
    void theyStandAroundASendInOrderAndLearnItsOutcome(SendMode mode) {
        Noting outer = new Noting("outer");
        Noting inner = new Noting("inner");

        SendReceipt receipt = fixture.drive(send(mode, outer, inner)).join();

        assertThat(events)
                .containsExactly(
                        "before outer", "before inner", "after inner with inner's", "after outer with outer's");
        assertThat(outer.receipt).isSameAs(receipt);
        assertThat(outer.failure).isNull();
        assertThat(receipt == null).isEqualTo(mode == SendMode.ONE_WAY);
    }

    @ParameterizedTest
    @EnumSource
    @Row("HK-02")
    void theyKnowGroupModeAndMessageAndAddPropertiesToThisSendOnly(SendMode mode) {
        Message message =
                Message.to(SendFixture.TOPIC).text("x").property("mine", "1").build();
        List<Object> seen = new ArrayList<>();
        SendInterceptor adding = new SendInterceptor() {
            @Override
            public void before(SendContext send) {
                seen.add(send.producerGroup());
                seen.add(send.oneWay());
                seen.add(send.message() == message);
                send.property("theirs", "2");
                seen.add(send.message().properties().keySet().toString());
            }
        };

        fixture.drive(send(mode, message, adding)).join();

        assertThat(seen).containsExactly("g1", mode == SendMode.ONE_WAY, true, "[mine, theirs]");
        assertThat(message.properties()).containsOnlyKeys("mine");
        assertThat(fixture.remoting.requests.get(0).properties())
                .containsEntry("mine", "1")
                .containsEntry("theirs", "2");
    }

    @ParameterizedTest
    @EnumSource
    @Row("HK-01")
    @Defect("K35")
    void aVetoReachesTheSenderAndThoseWhoHadLetItPassAndNothingIsSent(SendMode mode) {
        SendVetoedException veto = new SendVetoedException("not on Sundays");
        Noting outer = new Noting("outer");
        SendInterceptor refusing = new SendInterceptor() {
            @Override
            public void before(SendContext send) {
                throw veto;
            }
        };
        Noting never = new Noting("never");

        Throwable failure = SendFixture.failureOf(send(mode, outer, refusing, never));

        assertThat(failure).isSameAs(veto);
        assertThat(outer.failure).isSameAs(veto);
        assertThat(events).containsExactly("before outer", "after outer with outer's");
        assertThat(fixture.remoting.requests).isEmpty();
        assertThat(fixture.limit.messages()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anInterceptorThatBreaksEndsTheSendAsAVetoThatNamesIt(SendMode mode) {
        SendInterceptor broken = new SendInterceptor() {
            @Override
            public void before(SendContext send) {
                throw new IllegalStateException("no database");
            }
        };

        assertThat(SendFixture.failureOf(send(mode, broken)))
                .isInstanceOf(SendVetoedException.class)
                .hasMessageContainingAll(SendFixture.TOPIC, "was not sent", "InterceptorTest", "no database")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(fixture.remoting.requests).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Row("HK-04")
    void aThrowingAfterChangesNothingAndIsToldOnce(SendMode mode) {
        SendInterceptor broken = new SendInterceptor() {
            @Override
            public void after(SendContext send, SendReceipt receipt, MessagingException failure) {
                throw new IllegalStateException("no span");
            }
        };
        Noting outer = new Noting("outer");
        SendPipeline pipeline = fixture.pipeline();
        SendOptions options = SendOptions.defaults().withInterceptors(List.of(outer, broken));
        try (RecordedLog log = new RecordedLog(Interception.class)) {
            for (int i = 0; i < 3; i++) {
                fixture.drive(send(pipeline, mode, SendFixture.message(), options))
                        .join();
            }
            assertThat(log.with("interceptor failed after a send")).hasSize(1);
        }
        assertThat(events).filteredOn(event -> event.startsWith("after outer")).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"HK-04", "HK-05"})
    @Defect("K35")
    void aFailureTellsEveryAttemptAndAReceiptTheirNumber(SendMode mode) {
        Noting noting = new Noting("n");
        fixture.remoting.react(request -> request.answer(2, "busy"));
        Throwable failure = SendFixture.failureOf(fixture.drive(send(mode, noting)));

        assertThat(noting.failure).isSameAs(failure).isInstanceOf(RefusedException.class);
        assertThat(((SendException) noting.failure).attempts()).hasSize(3);
        assertThat(noting.receipt).isNull();

        fixture.remoting.requests.clear();
        fixture.remoting.react(request -> {
            if (fixture.remoting.requests.size() == 1) {
                request.fail(CallFailure.Kind.CONNECTION_LOST, true);
            } else {
                request.stored(0);
            }
        });
        fixture.drive(send(mode, noting)).join();

        assertThat(noting.receipt.attempts()).isEqualTo(2);
        assertThat(events).filteredOn("before n"::equals).hasSize(2);
    }

    @Test
    @Row({"HK-05", "SND-22"})
    void afterAnAsynchronousSendTheyRunWhereTheStageCompletesAndBeforeItDoes() {
        fixture.config(ProducerConfigs.like(SendFixture.config(2))
                .with(new RoutingConfig(false, false, true, false, false))
                .build());
        fixture.remoting.react(request -> {
            fixture.ticker.advance(Duration.ofSeconds(1));
            request.stored(0);
        });
        Queue<Runnable> dispatched = new ArrayDeque<>();
        CompletionDispatcher dispatcher = (completion, fallback) -> dispatched.add(completion);
        CompletableFuture<SendReceipt> stage = new CompletableFuture<>();
        SendInterceptor checking = new SendInterceptor() {
            @Override
            public void after(SendContext send, SendReceipt receipt, MessagingException failure) {
                events.add("after, broker judged: " + fixture.faults.doubtful() + ", stage done: " + stage.isDone());
            }
        };
        fixture.pipeline()
                .sendAsync(SendFixture.message(), new SendOptions(null, dispatcher, List.of(checking)))
                .whenComplete((receipt, failure) -> stage.complete(receipt));
        assertThat(events).isEmpty();

        Runnable completion = dispatched.remove();
        completion.run();
        completion.run();

        assertThat(events).containsExactly("after, broker judged: true, stage done: false");
        assertThat(stage).isDone();
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatNobodyCouldSendIsShownToNobodyAndAnAddedPropertyIsChecked(SendMode mode) {
        Noting noting = new Noting("n");
        assertThat(SendFixture.failureOf(send(mode, Message.of(SendFixture.TOPIC, new byte[0]), noting)))
                .isInstanceOf(IllegalMessageException.class);
        assertThat(SendFixture.failureOf(send(mode, (Message) null, noting)))
                .isInstanceOf(IllegalMessageException.class);
        assertThat(events).isEmpty();

        SendInterceptor reserved = new SendInterceptor() {
            @Override
            public void before(SendContext send) {
                send.property("UNIQ_KEY", "1");
            }
        };
        Throwable failure = SendFixture.failureOf(send(mode, noting, reserved));
        assertThat(failure).isInstanceOf(IllegalMessageException.class).hasMessageContaining("UNIQ_KEY");
        assertThat(noting.failure).isSameAs(failure);
    }

    @Test
    void aPropertyCannotBeAddedOnceTheSendHasStarted() {
        SendContext[] kept = new SendContext[1];
        SendInterceptor keeping = new SendInterceptor() {
            @Override
            public void before(SendContext send) {
                kept[0] = send;
            }
        };
        fixture.drive(send(SendMode.SYNC, keeping)).join();

        assertThatThrownBy(() -> kept[0].property("late", "1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Row("HK-08")
    void theyComeWithTheCallAndAreGoneWithIt() {
        Noting noting = new Noting("n");
        SendPipeline pipeline = fixture.pipeline();
        pipeline.send(SendFixture.message(), SendOptions.defaults().withInterceptors(List.of(noting)));
        events.clear();

        pipeline.send(SendFixture.message(), SendOptions.defaults());

        assertThat(events).isEmpty();
    }

    @Test
    @Row("HK-09")
    void withoutThemASendIsTheCallItself() {
        SendPipeline pipeline = fixture.pipeline();
        SendOptions none = SendOptions.defaults().withInterceptors(List.of());

        assertThat(none.interceptors()).isNull();
        assertThat((Object) pipeline.sendAsync(SendFixture.message(), none)).isInstanceOf(SendCall.class);
    }

    private CompletableFuture<SendReceipt> send(SendMode mode, SendInterceptor... interceptors) {
        return send(mode, SendFixture.message(), interceptors);
    }

    private CompletableFuture<SendReceipt> send(SendMode mode, Message message, SendInterceptor... interceptors) {
        SendOptions options = SendOptions.defaults().withInterceptors(List.of(interceptors));
        return send(fixture.pipeline(), mode, message, options);
    }

    private static CompletableFuture<SendReceipt> send(
            SendPipeline pipeline, SendMode mode, Message message, SendOptions options) {
        return switch (mode) {
            case ASYNC -> pipeline.sendAsync(message, options).toCompletableFuture();
            case SYNC -> SendFixture.inThread(() -> pipeline.send(message, options));
            case ONE_WAY ->
                SendFixture.inThread(() -> {
                    pipeline.sendOneWay(message, options);
                    return null;
                });
        };
    }
}
