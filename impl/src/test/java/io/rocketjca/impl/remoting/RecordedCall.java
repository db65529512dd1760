package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.fake.FakeCodec;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.protocol.RemotingCommand;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A call that remembers how it ended, and how often. */
final class RecordedCall implements Call {

    private final FakeFrame request;
    private final long deadlineNanos;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicInteger endings = new AtomicInteger();
    private volatile int opaque;
    private volatile RemotingCommand answer;
    private volatile CallFailure failure;

    RecordedCall(FakeFrame request, long deadlineNanos) {
        this.request = request;
        this.deadlineNanos = deadlineNanos;
    }

    @Override
    public int maxFrameBytes() {
        return FakeCodec.write(request).length + 16;
    }

    @Override
    public void writeFrame(ByteBuf out, int newOpaque) {
        opaque = newOpaque;
        out.writeBytes(FakeCodec.write(request.withOpaque(newOpaque)));
    }

    @Override
    public long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public void answered(InboundFrame frame) {
        answer = frame.toCommand();
        end();
    }

    @Override
    public void failed(CallFailure newFailure) {
        failure = newFailure;
        end();
    }

    private void end() {
        endings.incrementAndGet();
        done.countDown();
    }

    RecordedCall await() throws InterruptedException {
        assertThat(done.await(10, TimeUnit.SECONDS)).as("the call ends").isTrue();
        return this;
    }

    RemotingCommand awaitAnswer() throws InterruptedException {
        await();
        assertThat(failure).isNull();
        return answer;
    }

    CallFailure awaitFailure() throws InterruptedException {
        await();
        assertThat(answer).isNull();
        return failure;
    }

    boolean ended() {
        return done.getCount() == 0;
    }

    int endings() {
        return endings.get();
    }

    int opaque() {
        return opaque;
    }

    CallFailure failure() {
        return failure;
    }

    String id() {
        return request.ext("id");
    }
}
