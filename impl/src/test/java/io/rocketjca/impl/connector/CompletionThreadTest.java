package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.contract.Must;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeGate;
import io.rocketjca.impl.fake.FakeNameServer;
import io.rocketjca.impl.fake.FakeReply;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where code of an application runs that uses a connection without any help: where the container says, however a send ends. */
@Timeout(60)
class CompletionThreadTest {

    private static final int SEND = 310;

    /** How a send ends. */
    enum Ending {
        STORED,
        REFUSED,
        CONNECTION_LOST,
        TIMED_OUT,
        ADAPTER_STOPPED
    }

    private final FakeBroker broker = FakeBroker.start();
    private final FakeNameServer nameServer = FakeNameServer.start().route("orders", "b", broker.address(), 1);
    private final FakeGate gate = new FakeGate();
    private final CountDownLatch workHandedIn = new CountDownLatch(1);
    private final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
    private final ScriptedServer server = new ScriptedServer() {
        @Override
        public void scheduleWork(Work work) throws WorkException {
            super.scheduleWork(work);
            workHandedIn.countDown();
        }
    };
    private RocketMQConnectionFactory connections;

    @BeforeEach
    void start() throws Exception {
        adapter.setAdapterName("completion");
        adapter.setNameServers(nameServer.address());
        adapter.setDrainTimeoutMillis(0);
        adapter.start(server);
        RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
        factory.setRetries(0);
        factory.setResourceAdapter(adapter);
        connections = factory.createConnectionFactory();
    }

    @AfterEach
    void stop() {
        adapter.stop();
        broker.close();
        nameServer.close();
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    @Must("B31")
    void stagesCompleteOnAWorkOfTheContainerHoweverTheSendEnds(Ending ending) throws Exception {
        CompletableFuture<Thread> seen = send(ending);
        assertThat(seen).isNotDone();

        bringAbout(ending);

        assertThat(workHandedIn.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).as("before the container runs the work").isNotDone();
        server.runAllWorks();
        assertThat(seen).isCompletedWithValue(Thread.currentThread());
    }

    @Test
    @Must("B31")
    void aContainerThatRunsNoWorkAnyMoreIsReplacedByTheCommonPoolNeverByAThreadOfTheAdapter() throws Exception {
        server.refusing = true;
        CompletableFuture<Thread> seen = send(Ending.STORED);

        gate.open();

        assertThat(seen.get(10, TimeUnit.SECONDS)).isInstanceOf(ForkJoinWorkerThread.class);
    }

    /** Sends as a user of the connection factory does; the answer tells the thread on which the dependent stage ran. */
    private CompletableFuture<Thread> send(Ending ending) throws Exception {
        FakeReply reply = ending == Ending.REFUSED ? FakeReply.code(13, "illegal") : stored();
        broker.next(SEND, reply.after(gate));
        Duration timeout = ending == Ending.TIMED_OUT ? Duration.ofMillis(300) : Duration.ofSeconds(30);
        CompletableFuture<Thread> seen = new CompletableFuture<>();
        try (RocketMQConnection connection = connections.getConnection()) {
            connection
                    .sendAsync(
                            Message.of("orders", new byte[] {1}),
                            SendOptions.defaults().withTimeout(timeout))
                    .whenComplete((receipt, failure) -> {
                        assertThatItEndedAs(ending, receipt, failure);
                        seen.complete(Thread.currentThread());
                    });
        }
        broker.awaitRequests(SEND, 1);
        return seen;
    }

    private static void assertThatItEndedAs(Ending ending, SendReceipt receipt, Throwable failure) {
        assertThat(receipt != null).as("%s: %s", ending, failure).isEqualTo(ending == Ending.STORED);
    }

    private static FakeReply stored() {
        return FakeReply.success()
                .ext("msgId", "7F00000100002A9F0000000000000000")
                .ext("queueId", "0")
                .ext("queueOffset", "0");
    }

    private void bringAbout(Ending ending) {
        switch (ending) {
            case STORED, REFUSED -> gate.open();
            case CONNECTION_LOST -> broker.dropConnections();
            case ADAPTER_STOPPED -> adapter.stop();
            case TIMED_OUT -> {}
        }
    }
}
