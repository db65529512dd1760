package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.fake.FakeBroker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Host names are looked up off the event loop, and again for every connect. */
@Timeout(60)
class HostNamesTest {

    private final RemotingRig rig = new RemotingRig();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String address = "127.0.0.1";

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void anIpAddressIsNeverLookedUp() {
        HostNames names = new HostNames(
                task -> {
                    throw new AssertionError("looked up");
                },
                this::lookUp);
        List<InetAddress> found = new ArrayList<>();
        names.find("127.0.0.1", found::add, failure -> {});
        names.find("::1", found::add, failure -> {});
        assertThat(found).extracting(InetAddress::getHostAddress).containsExactly("127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @Test
    @Defect("K16")
    void aServerThatMovesIsFoundUnderItsNameByTheNextConnect() throws Exception {
        try (FakeBroker other = FakeBroker.start();
                RemotingClientOfTest client = client(Runnable::run)) {
            String name = "mq.example:" + other.port();
            address = "127.0.0.2";
            other.refuse(); // nobody listens at the old place
            assertThat(catchThrowable(() -> connect(client, name)).getCause())
                    .hasMessageContaining("cannot connect to " + name);
            other.listenAgain();
            address = "127.0.0.1";
            Connection connection = connect(client, name);
            assertThat(connection.open()).isTrue();
            assertThat(connection.address()).isEqualTo(name);
            other.awaitConnections(1);
            other.dropConnections();
            while (connection.open()) {
                assertThat(Thread.interrupted()).as("timed out").isFalse();
                Thread.onSpinWait();
            }
            assertThat(connect(client, name)).isNotSameAs(connection);
            assertThat(asked).containsExactly("mq.example", "mq.example", "mq.example");
        }
    }

    @Test
    void anUnknownHostIsAConnectThatFailedAndToldByName() {
        address = "nowhere";
        try (RemotingClientOfTest client = client(Runnable::run)) {
            assertThat(catchThrowable(() -> connect(client, "mq.example:9876")))
                    .rootCause()
                    .isInstanceOf(UnknownHostException.class);
            assertThat(catchThrowable(() -> connect(client, "mq.example:9876")).getCause())
                    .hasMessageContaining("cannot connect to mq.example:9876: unknown host mq.example");
        }
    }

    @Test
    void withoutAThreadForLookupsTheConnectFailsAndIsNotHeldUp() {
        Executor refusing = task -> {
            throw new RejectedExecutionException("stopped");
        };
        try (RemotingClientOfTest client = client(refusing)) {
            assertThat(catchThrowable(() -> connect(client, "mq.example:9876")).getCause())
                    .hasMessageContainingAll("no thread looks up the host mq.example", "stopped");
        }
    }

    @Test
    void aSlowNameServiceDelaysNobodyElse() throws Exception {
        CompletableFuture<Runnable> held = new CompletableFuture<>();
        try (RemotingClientOfTest client = client(held::complete)) {
            CompletableFuture<Connection> slow =
                    client.client().connect("mq.example:" + rig.broker.port()).toCompletableFuture();
            assertThat(connect(client, rig.broker.address()).open()).isTrue();
            assertThat(slow).isNotDone();
            held.get(10, TimeUnit.SECONDS).run();
            assertThat(slow.get(10, TimeUnit.SECONDS).open()).isTrue();
        }
    }

    private InetAddress lookUp(String host) throws UnknownHostException {
        asked.add(host);
        if (address.equals("nowhere")) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getByName(address);
    }

    private RemotingClientOfTest client(Executor work) {
        TcpDialler dialler = new TcpDialler(rig.loops, RemotingRig.CONFIG, new HostNames(work, this::lookUp));
        return new RemotingClientOfTest(
                new NettyRemotingClient(rig.loops, rig.ticker, rig.timer, RemotingRig.CONFIG, rig, dialler));
    }

    private static Connection connect(RemotingClientOfTest client, String address) throws Exception {
        return client.client().connect(address).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private record RemotingClientOfTest(NettyRemotingClient client) implements AutoCloseable {

        @Override
        public void close() {
            client.close();
        }
    }
}
