package io.rocketjca.impl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rocketjca.Message;
import io.rocketjca.SendException;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeNameServer;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.producer.MessageProducer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A whole runtime on real sockets: one thread however many clients, and none afterwards. */
class ClientRuntimeTest {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);
    private static final RuntimeConfig CONFIG = config("crt", REQUEST_TIMEOUT, null);

    private static RuntimeConfig config(String adapterName, Duration requestTimeout, String clientIp) {
        return new RuntimeConfig(
                adapterName,
                RemotingConfig.defaults(),
                requestTimeout,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                1000,
                1 << 20,
                Duration.ofSeconds(1),
                clientIp,
                TransactionConfig.defaults());
    }

    @Test
    @Row("LIF-28")
    void sendsBeatsAndUnregistersAtAScriptedBroker() {
        try (FakeNameServer nameServer = FakeNameServer.start();
                FakeBroker broker = FakeBroker.start()) {
            nameServer.route("t", "broker-a", broker.address(), 4);
            ClientRuntime runtime = ClientRuntime.start(CONFIG, Runnable::run);
            try {
                ClientLease lease = runtime.lease(ClientFixture.identity(nameServer.address()));
                lease.producer(ProducerConfig.defaults("group"))
                        .send(Message.to("t").text("hello").build(), SendOptions.defaults());
            } finally {
                runtime.stop();
            }

            assertThat(broker.stored()).hasSize(1);
            assertThat(broker.requests(34)).hasSize(1);
            assertThat(broker.requests(34).get(0).bodyText()).contains("\"groupName\":\"group\"");
            assertThat(broker.requests(35)).hasSize(1);
            assertThat(broker.requests(35).get(0).ext("producerGroup")).isEqualTo("group");
            assertThat(nameServer.peer().requests(34)).isEmpty();
            broker.awaitConnections(0);
        }
        assertThat(threads()).isEmpty();
    }

    @Test
    @Row("CFG-25")
    void aConfiguredAddressStandsInTheIdsOfClientsAndMessages() {
        RuntimeConfig addressed = config("crt", REQUEST_TIMEOUT, "10.9.8.7");
        try (FakeNameServer nameServer = FakeNameServer.start();
                FakeBroker broker = FakeBroker.start()) {
            nameServer.route("t", "broker-a", broker.address(), 4);
            ClientRuntime runtime = ClientRuntime.start(addressed, Runnable::run);
            try {
                runtime.lease(ClientFixture.identity(nameServer.address()))
                        .producer(ProducerConfig.defaults("group"))
                        .send(Message.to("t").text("hello").build(), SendOptions.defaults());
            } finally {
                runtime.stop();
            }

            assertThat(broker.requests(34).get(0).bodyText()).contains("10.9.8.7@");
            assertThat(broker.stored().get(0).uniqueKey()).startsWith("0A090807");
        }
    }

    @Test
    @Row("LIF-05")
    @Defect("K11")
    void oneAndFiftyClientsHaveTheSameNumberOfThreadsAndNoneIsLeftAfterStop() {
        int one = threadsWith(1);
        int fifty = threadsWith(50);

        assertThat(one).isEqualTo(1);
        assertThat(fifty).isEqualTo(one);
        assertThat(threads()).isEmpty();
    }

    @Test
    void stoppingTwiceDoesNothingAndAStoppedRuntimeGivesNoLeases() {
        ClientRuntime runtime = ClientRuntime.start(CONFIG, Runnable::run);
        assertThat(runtime.running()).isTrue();
        runtime.stop();
        runtime.stop();

        assertThat(runtime.running()).isFalse();
        assertThatThrownBy(() -> runtime.lease(ClientFixture.identity("a:1")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void callersThatWaitBetweenTwoAttemptsAreToldWhenTheStopIsCutShort() throws Exception {
        try (FakeNameServer nameServer = FakeNameServer.start();
                FakeBroker broker = FakeBroker.start()) {
            nameServer.route("t", "broker-a", broker.address(), 4);
            broker.on(310, request -> FakeReply.code(2, "busy"));
            ClientRuntime runtime = ClientRuntime.start(CONFIG, Runnable::run);
            MessageProducer producer = runtime.lease(ClientFixture.identity(nameServer.address()))
                    .producer(ProducerConfigs.of("group")
                            .attempts(Duration.ofMinutes(5), 100)
                            .uncompressedUpTo(1024)
                            .build());
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread caller = new Thread(() -> end.complete(catchThrowable(
                    () -> producer.send(Message.to("t").text("hello").build(), SendOptions.defaults()))));
            caller.setDaemon(true);
            caller.start();
            broker.awaitRequests(310, 6);

            Thread.currentThread().interrupt();
            runtime.stop();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(end.get(20, TimeUnit.SECONDS)).isInstanceOf(SendException.class);
        }
        assertThat(threads()).isEmpty();
    }

    @Test
    void anInterruptedStopStillEndsTheThreadAndKeepsTheFlag() {
        ClientRuntime runtime = ClientRuntime.start(CONFIG, Runnable::run);
        runtime.lease(ClientFixture.identity("127.0.0.1:1"));
        Thread.currentThread().interrupt();
        runtime.stop();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(threads()).isEmpty();
    }

    @Test
    @Row("LIF-03")
    void aBrokenConfigurationIsRefusedWithAllItsProblemsAndStartsNothing() {
        RuntimeConfig broken = config("a b", Duration.ZERO, null);

        assertThatThrownBy(() -> ClientRuntime.start(broken, Runnable::run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'a b'", "request timeout");
        assertThat(threads()).isEmpty();
    }

    private static int threadsWith(int clients) {
        ClientRuntime runtime = ClientRuntime.start(CONFIG, Runnable::run);
        try {
            for (int i = 0; i < clients; i++) {
                runtime.lease(ClientFixture.identity("127.0.0.1:" + (i + 1)))
                        .producer(ProducerConfig.defaults("g" + i));
            }
            assertThat(threads())
                    .allMatch(Thread::isDaemon)
                    .allMatch(thread -> thread.getContextClassLoader()
                            == Thread.currentThread().getContextClassLoader());
            return threads().size();
        } finally {
            runtime.stop();
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("crt-"))
                .toList();
    }
}
