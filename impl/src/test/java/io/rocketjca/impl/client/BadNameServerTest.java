package io.rocketjca.impl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rocketjca.Message;
import io.rocketjca.NotSentException;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeNameServer;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.producer.MessageProducer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way of a message, over real sockets, past name servers that are of no use. */
@Timeout(60)
class BadNameServerTest {

    private static final SendOptions SHORT = SendOptions.defaults().withTimeout(Duration.ofMillis(800));
    private static final SendOptions LONG = SendOptions.defaults().withTimeout(Duration.ofSeconds(8));

    /** What a loaded machine may add to a deadline; far below the timeouts that would apply if the deadline did not. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final FakeBroker broker = FakeBroker.start();
    private final FakeNameServer bad = FakeNameServer.start().route("t", "b", broker.address(), 2);
    private final FakeNameServer good = FakeNameServer.start().route("t", "b", broker.address(), 2);
    private final ClientRuntime runtime = ClientRuntime.start(RuntimeConfig.defaults(), Runnable::run);

    private static final String CUT_OFF = "The connection ended instead of an answer";

    /** How a name server can be of no use, and what the sender is told of it. */
    enum Bad {
        REFUSING(null, "cannot be connected to", "No name server can be reached"),
        SILENT(FakeReply.silent(), "gave no answer", "silent or slow"),
        GARBAGE(FakeReply.garbage(), "gave no usable answer", CUT_OFF),
        HALF_A_FRAME(FakeReply.halfFrameThenClose(), "gave no usable answer", CUT_OFF),
        NO_FRAME(FakeReply.oversizedLength(), "gave no usable answer", CUT_OFF),
        NO_ROUTE_BODY(FakeReply.success().body("<html>"), "no route", "no RocketMQ name server answers"),
        CLOSING(FakeReply.closeConnection(), "gave no usable answer", CUT_OFF),
        WITHOUT_THE_TOPIC(FakeReply.code(17, "none"), "TOPIC_NOT_EXIST (17)", "The topic does not exist");

        private final FakeReply reply;
        private final String words;
        private final String hint;

        Bad(FakeReply reply, String words, String hint) {
            this.reply = reply;
            this.words = words;
            this.hint = hint;
        }
    }

    @AfterEach
    void close() {
        runtime.stop();
        bad.close();
        good.close();
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(Bad.class)
    @Row("RTE-21")
    @Defect("K06")
    void aloneItMakesEverySendFailInTimeAsNotSentWithItsStory(Bad how) {
        spoil(how);
        MessageProducer producer = producer(bad.address());
        for (int mode = 0; mode < 3; mode++) {
            int now = mode;
            long start = System.nanoTime();

            Throwable failure = catchThrowable(() -> send(producer, now, SHORT));

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(SHORT.timeout().plus(SLACK));
            assertThat(failure instanceof CompletionException ? failure.getCause() : failure)
                    .isExactlyInstanceOf(NotSentException.class)
                    .hasMessageContainingAll(bad.address(), how.words, how.hint);
        }
        assertThat(broker.requests(310)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Bad.class)
    void followedByAGoodOneItOnlyCostsTime(Bad how) {
        spoil(how);
        MessageProducer producer = producer(bad.address(), good.address());
        for (int mode = 0; mode < 3; mode++) {
            long start = System.nanoTime();
            send(producer, mode, LONG);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.timeout());
        }
        broker.awaitRequests(310, 3);
    }

    private void spoil(Bad how) {
        if (how.reply == null) {
            bad.peer().refuse();
        } else {
            bad.always(how.reply);
        }
    }

    private MessageProducer producer(String... nameServers) {
        return runtime.lease(new ClientIdentity(List.of(nameServers), Credentials.ANONYMOUS))
                .producer(ProducerConfig.defaults("g"));
    }

    private static void send(MessageProducer producer, int mode, SendOptions options) {
        Message message = Message.to("t").text("hello").build();
        switch (mode) {
            case 0 -> producer.send(message, options);
            case 1 -> producer.sendAsync(message, options).toCompletableFuture().join();
            default -> producer.sendOneWay(message, options);
        }
    }
}
