package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.remoting.CallFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class NettyRemotingClientTest {

    private final RemotingRig rig = new RemotingRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void opensNothingBeforeItIsAsked() {
        assertThat(rig.client.connected(rig.broker.address())).isNull();
        assertThat(rig.broker.acceptedConnections()).isZero();
    }

    @Test
    @Defect("K20")
    void sixtyFourSimultaneousCallersShareOneConnect() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<Connection>> connections = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            CompletableFuture<Connection> connection = new CompletableFuture<>();
            connections.add(connection);
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    rig.client.connect(rig.broker.address()).thenAccept(connection::complete);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        Connection first = connections.get(0).get(10, TimeUnit.SECONDS);
        for (CompletableFuture<Connection> connection : connections) {
            assertThat(connection.get(10, TimeUnit.SECONDS)).isSameAs(first);
        }
        rig.broker.awaitConnections(1);
        assertThat(rig.broker.acceptedConnections()).isEqualTo(1);
        assertThat(rig.events).containsExactly("opened");
        assertThat(rig.client.connected(rig.broker.address())).isSameAs(first);
    }

    @Test
    void aRefusedConnectTellsTheAddressAndIsTriedAgain() throws Exception {
        rig.broker.refuse();
        CallFailure failure = failure(rig.client.connect(rig.broker.address()));
        assertThat(failure.kind()).isEqualTo(Kind.NOT_CONNECTED);
        assertThat(failure.written()).isFalse();
        assertThat(failure.reason()).contains(rig.broker.address()).containsIgnoringCase("refused");
        rig.broker.listenAgain();
        rig.call(rig.connect(), "a").awaitAnswer();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nohost", ":9876", "host:", "host:0", "host:65536", "host:1x", "[::1:9876", "host:-1"})
    void whatIsNoAddressFailsTheConnect(String address) throws Exception {
        CallFailure failure = failure(rig.client.connect(address));
        assertThat(failure.kind()).isEqualTo(Kind.NOT_CONNECTED);
        assertThat(failure.reason()).contains("host:port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "[127.0.0.1]"})
    void namesAndBracketsAreUnderstood(String host) throws Exception {
        CompletionStage<Connection> connecting = rig.client.connect(host + ":" + rig.broker.port());
        Connection connection = connecting.toCompletableFuture().get(10, TimeUnit.SECONDS);
        rig.call(connection, "a").awaitAnswer();
    }

    @Test
    void ipv6AddressesNeedNoBrackets() {
        assertThat(HostPort.parse("[fe80::1]:10911")).isEqualTo(new HostPort("fe80::1", 10911));
        assertThat(HostPort.parse("fe80::1:10911")).isEqualTo(new HostPort("fe80::1", 10911));
    }

    @Test
    void aLostConnectionIsForgottenBeforeItsCallsFail() throws Exception {
        NettyConnection connection = rig.connect();
        rig.broker.on(RemotingRig.ECHO, request -> FakeReply.silent());
        RecordedCall call = rig.call(connection, "a");
        rig.broker.awaitRequests(RemotingRig.ECHO, 1);
        AtomicReference<Connection> seen = new AtomicReference<>(connection);
        ProbingCall probe = new ProbingCall(call, () -> seen.set(rig.client.connected(rig.broker.address())));
        connection.call(probe);
        rig.broker.dropConnections();
        call.awaitFailure();
        rig.settle();
        assertThat(seen.get()).isNull();
        assertThat(rig.connect()).isNotSameAs(connection);
    }

    @Test
    void connectionsToOtherAddressesCanBeClosed() throws Exception {
        NettyConnection connection = rig.connect();
        rig.client.retainOnly(Set.of(rig.broker.address()));
        assertThat(connection.open()).isTrue();
        rig.client.retainOnly(Set.of("127.0.0.1:1"));
        assertThat(connection.open()).isFalse();
        rig.broker.awaitConnections(0);
    }

    @Test
    void aClosedClientFailsWhatIsInFlightAndOpensNothingMore() throws Exception {
        NettyConnection connection = rig.connect();
        rig.broker.next(RemotingRig.ECHO, FakeReply.silent());
        RecordedCall call = rig.call(connection, "a");
        rig.client.close();
        assertThat(call.awaitFailure().kind()).isEqualTo(Kind.STOPPING);
        assertThat(failure(rig.client.connect(rig.broker.address())).kind()).isEqualTo(Kind.STOPPING);
        assertThat(rig.client.connected(rig.broker.address())).isNull();
        assertThat(rig.timer.scheduled()).isZero();
    }

    @Test
    void afterTheEndOfTheLoopEverythingFailsAtOnce() throws Exception {
        NettyConnection connection = rig.connect();
        rig.loops.stop(Duration.ofSeconds(10));
        assertThat(rig.call(connection, "a").awaitFailure().written()).isFalse();
        assertThat(failure(rig.client.connect("127.0.0.1:1")).kind()).isEqualTo(Kind.STOPPING);
    }

    private static CallFailure failure(CompletionStage<Connection> connecting) throws Exception {
        try {
            connecting.toCompletableFuture().get(10, TimeUnit.SECONDS);
            throw new AssertionError("The connect succeeded");
        } catch (ExecutionException e) {
            return ((RemotingException) e.getCause()).failure();
        }
    }

    /** A call that does something when it fails. */
    private record ProbingCall(RecordedCall like, Runnable onFailure) implements Call {
        @Override
        public int maxFrameBytes() {
            return like.maxFrameBytes();
        }

        @Override
        public void writeFrame(ByteBuf out, int opaque) {
            like.writeFrame(out, opaque);
        }

        @Override
        public long deadlineNanos() {
            return like.deadlineNanos();
        }

        @Override
        public void answered(InboundFrame answer) {
            throw new AssertionError("No answer was sent");
        }

        @Override
        public void failed(CallFailure failure) {
            onFailure.run();
        }
    }
}
