package io.rocketjca.impl.remoting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.fake.FakeCodec;
import io.rocketjca.impl.fake.FakeEncoding;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.fake.FakeGate;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.remoting.CallFailure.Kind;
import io.rocketjca.impl.time.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class NettyConnectionTest {

    private final RemotingRig rig = new RemotingRig();
    private NettyConnection connection;

    @BeforeEach
    void connect() throws Exception {
        connection = rig.connect();
        rig.broker.awaitConnections(1);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @EnumSource(FakeEncoding.class)
    void anAnswerInEitherFormReachesItsCall(FakeEncoding encoding) throws Exception {
        rig.broker.answersIn(encoding);
        RecordedCall call = rig.newCall("a", "body".getBytes(UTF_8), Duration.ofSeconds(3));
        connection.call(call);
        assertThat(call.awaitAnswer().extFields()).containsEntry("id", "a");
        assertThat(call.awaitAnswer().body()).isEqualTo("body".getBytes(UTF_8));
    }

    @Test
    void everyOpaqueHasTenDigits() throws Exception {
        RecordedCall call = rig.call(connection, "a");
        call.awaitAnswer();
        assertThat(String.valueOf(call.opaque())).hasSize(10);
    }

    @Test
    void answersInAnotherOrderReachTheirOwnCalls() throws Exception {
        FakeGate gate = new FakeGate();
        rig.broker.next(RemotingRig.ECHO, FakeReply.success().ext("id", "first").after(gate));
        RecordedCall first = rig.call(connection, "first");
        RecordedCall second = rig.call(connection, "second");
        assertThat(second.awaitAnswer().extFields()).containsEntry("id", "second");
        assertThat(first.ended()).isFalse();
        gate.open();
        assertThat(first.awaitAnswer().extFields()).containsEntry("id", "first");
    }

    @Test
    @Defect("K19")
    void aSilentPeerEndsInATimeoutThatLeavesTheConnectionOpen() throws Exception {
        rig.broker.next(RemotingRig.ECHO, FakeReply.silent());
        RecordedCall call = rig.call(connection, "a");
        rig.advance(Duration.ofMillis(2900));
        assertThat(call.ended()).isFalse();
        rig.advance(Duration.ofMillis(200));
        CallFailure failure = call.awaitFailure();
        assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(failure.written()).isTrue();
        assertThat(failure.reason()).contains(rig.broker.address());
        assertThat(connection.open()).isTrue();
        rig.call(connection, "b").awaitAnswer();
    }

    @Test
    @Defect("K19")
    void aLateAnswerIsIgnored() throws Exception {
        FakeGate gate = new FakeGate();
        rig.broker.next(RemotingRig.ECHO, FakeReply.success().after(gate));
        RecordedCall call = rig.call(connection, "a");
        rig.broker.awaitRequests(RemotingRig.ECHO, 1);
        rig.advance(Duration.ofSeconds(4));
        call.awaitFailure();
        gate.open();
        rig.call(connection, "b").awaitAnswer();
        assertThat(connection.ignoredAnswers()).isEqualTo(1);
        assertThat(call.endings()).isEqualTo(1);
    }

    @Test
    void anAnswerSentTwiceEndsItsCallOnce() throws Exception {
        rig.broker.next(RemotingRig.ECHO, FakeReply.success().twice());
        RecordedCall call = rig.call(connection, "a");
        call.awaitAnswer();
        rig.call(connection, "b").awaitAnswer();
        assertThat(call.endings()).isEqualTo(1);
        assertThat(connection.ignoredAnswers()).isEqualTo(1);
    }

    @Test
    void anAnswerWithAnotherOpaqueEndsNobody() throws Exception {
        rig.broker.next(RemotingRig.ECHO, FakeReply.success().wrongOpaque());
        RecordedCall call = rig.call(connection, "a");
        rig.call(connection, "b").awaitAnswer();
        assertThat(call.ended()).isFalse();
        assertThat(connection.ignoredAnswers()).isEqualTo(1);
        connection.close("done");
        assertThat(call.awaitFailure().kind()).isEqualTo(Kind.CONNECTION_LOST);
    }

    @Test
    @Defect("K19")
    void everyCallInFlightFailsAtOnceWhenThePeerCloses() throws Exception {
        rig.broker.next(RemotingRig.ECHO, FakeReply.silent(), FakeReply.silent(), FakeReply.closeConnection());
        RecordedCall[] calls = {rig.call(connection, "a"), rig.call(connection, "b"), rig.call(connection, "c")};
        for (RecordedCall call : calls) {
            CallFailure failure = call.awaitFailure();
            assertThat(failure.kind()).isEqualTo(Kind.CONNECTION_LOST);
            assertThat(failure.written()).isTrue();
            assertThat(failure.reason()).contains(rig.broker.address());
        }
        assertThat(connection.open()).isFalse();
        assertThat(rig.events).hasSize(2).last().asString().startsWith("closed: ");
    }

    @Test
    void halfAFrameAndTheEndFailsTheCall() throws Exception {
        rig.broker.next(
                RemotingRig.ECHO, FakeReply.success().body("long enough to be cut"), FakeReply.halfFrameThenClose());
        rig.call(connection, "a").awaitAnswer();
        assertThat(rig.call(connection, "b").awaitFailure().kind()).isEqualTo(Kind.CONNECTION_LOST);
    }

    @Test
    void anOversizedFrameClosesTheConnectionWithTheReason() throws Exception {
        brokenBy(FakeReply.oversizedLength(), "length of 2147483640 bytes");
    }

    @Test
    void aNegativeLengthClosesTheConnectionWithTheReason() throws Exception {
        brokenBy(FakeReply.raw(new byte[] {-1, -1, -1, -2, 0, 0, 0, 0}), "length of -2 bytes");
    }

    @Test
    void garbageClosesTheConnectionWithTheReason() throws Exception {
        brokenBy(FakeReply.garbage(), "is no frame");
    }

    @Test
    void aHeaderThatCannotBeReadClosesTheConnectionWithTheReason() throws Exception {
        brokenBy(FakeReply.brokenHeader(), "is no frame");
    }

    private void brokenBy(FakeReply reply, String reason) throws Exception {
        rig.broker.next(RemotingRig.ECHO, FakeReply.silent(), reply);
        RecordedCall bystander = rig.call(connection, "a");
        RecordedCall call = rig.call(connection, "b");
        for (RecordedCall failed : new RecordedCall[] {bystander, call}) {
            assertThat(failed.awaitFailure().kind()).isEqualTo(Kind.CONNECTION_LOST);
            assertThat(failed.awaitFailure().reason()).contains(reason);
        }
        rig.broker.awaitConnections(0);
    }

    @Test
    void aFrameLargerThanAChunkGoesThroughBetweenSmallOnes() throws Exception {
        byte[] large = new byte[300_000];
        large[299_999] = 7;
        RecordedCall before = rig.call(connection, "before");
        RecordedCall middle = rig.newCall("middle", large, Duration.ofSeconds(3));
        connection.call(middle);
        RecordedCall after = rig.call(connection, "after");
        before.awaitAnswer();
        assertThat(middle.awaitAnswer().body()).isEqualTo(large);
        after.awaitAnswer();
        assertThat(rig.broker.requests())
                .extracting(frame -> frame.ext("id"))
                .containsExactly("before", "middle", "after");
    }

    @Test
    void aFrameThatCannotBeWrittenFailsAloneAndLeavesNoTrace() throws Exception {
        RecordedCall call = rig.newCall("a");
        CallFailure refused = connection.sendOneWay(new FrameSource() {
            @Override
            public int maxFrameBytes() {
                return 100;
            }

            @Override
            public void writeFrame(ByteBuf out, int opaque) {
                out.writeLong(-1);
                throw new IllegalStateException("no header");
            }
        });
        connection.call(call);
        assertThat(refused.kind()).isEqualTo(Kind.NOT_ENCODED);
        assertThat(refused.written()).isFalse();
        assertThat(refused.reason()).contains("no header");
        call.awaitAnswer();
    }

    @Test
    @Defect("K34")
    void aCallOnAClosedConnectionFailsOnTheSpotAndIsNotWritten() throws Exception {
        connection.close("enough");
        RecordedCall call = rig.call(connection, "a");
        assertThat(call.ended()).isTrue();
        assertThat(call.failure().kind()).isEqualTo(Kind.CONNECTION_LOST);
        assertThat(call.failure().written()).isFalse();
        assertThat(call.failure().reason()).contains("enough");
        assertThat(connection.sendOneWay(rig.newCall("b"))).isNotNull();
    }

    @Test
    void aOneWayFrameArrives() {
        FakeFrame frame = FakeFrame.request(RemotingRig.ECHO, 0).withFlag(2);
        assertThat(connection.sendOneWay(new RecordedCall(frame, 0))).isNull();
        assertThat(rig.broker.awaitRequests(RemotingRig.ECHO, 1).get(0).oneWay())
                .isTrue();
    }

    @Test
    void aPushedRequestReachesTheListenerAndCanBeAnswered() {
        rig.onPush = new PushedRequests(Map.of())::handle;
        rig.broker.push(FakeFrame.request(40, 0).withFlag(2));
        int opaque = rig.broker.push(FakeFrame.request(777, 0).in(FakeEncoding.BINARY));
        FakeFrame answer = rig.broker.awaitAnswers(1).get(0);
        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.opaque()).isEqualTo(opaque);
        assertThat(rig.events).contains("pushed 40", "pushed 777");
    }

    @Test
    void aListenerThatThrowsDoesNotHurtTheConnection() throws Exception {
        rig.onPush = (from, request) -> {
            throw new IllegalStateException("listener");
        };
        rig.broker.push(FakeFrame.request(40, 0));
        rig.call(connection, "a").awaitAnswer();
        assertThat(rig.events).contains("pushed 40");
    }

    @Test
    void framesCutAnywhereAreReadWhole() throws Exception {
        FakeGate never = new FakeGate();
        rig.broker.next(RemotingRig.ECHO, FakeReply.success().after(never));
        RecordedCall call = rig.call(connection, "a");
        rig.broker.awaitRequests(RemotingRig.ECHO, 1);
        FakeFrame answer = FakeFrame.request(0, call.opaque()).withFlag(1).withExt("id", "a");
        for (byte single : FakeCodec.write(answer)) {
            rig.broker.pushRaw(new byte[] {single});
        }
        assertThat(call.awaitAnswer().extFields()).containsEntry("id", "a");
    }

    @Test
    void aDrainedConnectionEndsWhenItsLastCallIsAnswered() throws Exception {
        FakeGate gate = new FakeGate();
        rig.broker.next(RemotingRig.ECHO, FakeReply.success().after(gate));
        RecordedCall call = rig.call(connection, "a");
        connection.drain("GO_AWAY");
        CallFailure refused = rig.call(connection, "b").awaitFailure();
        assertThat(refused.kind()).isEqualTo(Kind.NOT_CONNECTED);
        assertThat(refused.written()).isFalse();
        assertThat(rig.client.connected(rig.broker.address())).isNull();
        NettyConnection next = rig.connect();
        assertThat(next).isNotSameAs(connection);
        rig.advance(Duration.ofMillis(200));
        rig.broker.awaitConnections(2);
        rig.broker.awaitRequests(RemotingRig.ECHO, 1);
        gate.open();
        call.awaitAnswer();
        rig.advance(Duration.ofMillis(200));
        rig.broker.awaitConnections(1);
        assertThat(rig.client.connected(rig.broker.address())).isSameAs(next);
    }

    @Test
    void aCommandCallGivesTheAnswerAsAValue() throws Exception {
        rig.broker.on(105, request -> FakeReply.code(17, "no " + request.ext("topic")));
        CommandCall call = new CommandCall(
                RemotingCommand.request(105, 0, Map.of("topic", "T"), null),
                new RequestSigner.Anonymous(),
                Deadline.after(rig.ticker, Duration.ofSeconds(3)));
        connection.call(call);
        RemotingCommand answer = call.answer().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(answer.code()).isEqualTo(17);
        assertThat(answer.remark()).isEqualTo("no T");
    }

    @Test
    void aCommandCallFailsWithTheReason() {
        connection.close("enough");
        CommandCall call = new CommandCall(
                RemotingCommand.request(105, 0, Map.of(), null),
                new RequestSigner.Anonymous(),
                Deadline.after(rig.ticker, Duration.ofSeconds(3)));
        connection.call(call);
        assertThat(call.answer().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(RemotingException.class)
                .withMessageContaining("enough");
    }
}
