package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.remoting.CallFailure.Kind;
import io.rocketjca.impl.time.Ticker;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection over a netty channel: calls get an opaque and a place among those {@link InFlight}, their frames go {@link Outbound},
 * both under one short lock, and answers and ends find their call again.
 *
 * <p>An appended frame cannot be withdrawn. A call that times out therefore counts as written, even if its frame may still
 * be waiting here; only the end of the connection proves that a chunk was never begun.
 */
final class NettyConnection implements Connection {

    private static final Logger LOG = LoggerFactory.getLogger(NettyConnection.class);

    /** Callers that wait for room go on once this part of it, a quarter, is free: a few wake-ups for many frames. */
    private static final int FREE_PART = 4;

    private final String address;
    private final Channel channel;
    private final RemotingConfig config;
    private final Ticker ticker;
    private final ConnectionListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Outbound outbound;
    private final InFlight inFlight;
    private final Room room;
    private final ReceivedFrame received = new ReceivedFrame();
    private final int lowBytes;
    private final int lowCalls;
    private final CallFailure timedOut;
    private final CallFailure overloaded;

    /** Why nothing can be appended any more; under the lock. */
    private CallFailure refusal;

    /** Why the connection ends or has ended; under the lock. */
    private CallFailure ending;

    /** Whether the calls in flight were failed for good; under the lock. */
    private boolean over;

    private volatile int peerVersion;
    private volatile boolean open = true;
    private volatile boolean draining;

    /** Written before anybody gets the connection. */
    private long openedNanos;

    private volatile long endedCalls;

    NettyConnection(String address, Channel channel, ConnectionSetting setting) {
        this.address = address;
        this.channel = channel;
        this.config = setting.config();
        this.ticker = setting.ticker();
        this.listener = setting.listener();
        this.outbound = new Outbound(this, channel, lock, setting);
        this.inFlight = new InFlight(config.maxInFlightRequests(), 0);
        this.room = new Room(ticker, this::roomOrEnd);
        this.lowBytes = low(config.maxPendingBytes());
        this.lowCalls = low(config.maxInFlightRequests());
        this.timedOut = new CallFailure(Kind.TIMED_OUT, true, address + " did not answer in time", null);
        this.overloaded =
                new CallFailure(Kind.OVERLOADED, false, "too much is pending on the connection to " + address, null);
    }

    @Override
    public void call(Call call) {
        CallFailure failure = append(call, call);
        if (failure != null) {
            call.failed(failure);
        }
    }

    @Override
    public CallFailure sendOneWay(FrameSource frame) {
        return append(frame, null);
    }

    @Override
    public boolean awaitRoom(long deadlineNanos) throws InterruptedException {
        return room.await(deadlineNanos) && open();
    }

    @Override
    public void keepPace() {
        outbound.keepPace();
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public int peerVersion() {
        return peerVersion;
    }

    @Override
    public void notePeerVersion(int version) {
        peerVersion = version;
    }

    @Override
    public boolean open() {
        return open && !draining;
    }

    @Override
    public long openedNanos() {
        return openedNanos;
    }

    /** On the loop: the peer has taken the connection. */
    void opened() {
        openedNanos = ticker.nanos();
        outbound.opened();
    }

    @Override
    public void drain(String reason) {
        lock.lock();
        try {
            if (refusal == null) {
                refusal = new CallFailure(
                        Kind.NOT_CONNECTED, false, "the connection to " + address + " is drained: " + reason, null);
            }
        } finally {
            lock.unlock();
        }
        draining = true;
    }

    @Override
    public void close(String reason) {
        close(Kind.CONNECTION_LOST, reason, null);
    }

    void close(Kind kind, String reason, Throwable cause) {
        end(new CallFailure(kind, false, "the connection to " + address + " was closed: " + reason, cause));
        channel.close();
    }

    /** How many answers came for no call: late, sent twice, or with an unknown opaque. */
    long ignoredAnswers() {
        return inFlight.ignored();
    }

    /** Fails what is overdue, on the loop; called every tick by anyone. */
    void tick() {
        try {
            channel.eventLoop().execute(this::expire);
        } catch (RejectedExecutionException e) {
            LOG.debug("no tick, the event loop has ended address={}", address);
        }
    }

    /** On the loop: a frame has arrived, without its length field. */
    void received(ByteBuf frame) {
        received.read(frame);
        if (!received.response()) {
            listener.pushed(this, received);
            return;
        }
        Call call = inFlight.answered(received.opaque());
        if (call != null) {
            answer(call);
        }
    }

    /** On the loop: the end of a burst of frames. */
    void burstEnded() {
        if (endedCalls != inFlight.takenOut()) {
            endedCalls = inFlight.takenOut();
            room.changed();
            listener.burstEnded(this);
        }
    }

    /** On the loop: the channel takes bytes again. */
    void writable() {
        outbound.wakeLoop();
    }

    /** Some of what was appended is written. */
    void wrote() {
        room.changed();
    }

    /** The stream from the peer makes no sense, or reading or writing failed. */
    void broken(String what, Throwable cause) {
        close(Kind.CONNECTION_LOST, what + ": " + cause.getMessage(), cause);
    }

    /** On the loop: the peer sends nothing any more. */
    void closedByPeer() {
        end(lostByPeer());
        channel.close();
    }

    /** The loop has ended, and with it every other user of the calls: nobody but this thread can fail them. */
    void loopEnded(RejectedExecutionException cause) {
        end(new CallFailure(Kind.STOPPING, false, "the event loop has ended", cause));
        ended();
    }

    /** On the loop: the channel is closed; told once. */
    void ended() {
        CallFailure notWritten = end(lostByPeer());
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            outbound.release();
        } finally {
            lock.unlock();
        }
        listener.closed(this, notWritten.reason());
        CallFailure written = new CallFailure(notWritten.kind(), true, notWritten.reason(), notWritten.cause());
        inFlight.takeAll((call, chunk) -> fail(call, outbound.begun(chunk) ? written : notWritten));
        room.changed();
        burstEnded();
    }

    private CallFailure append(FrameSource frame, Call call) {
        boolean turn;
        lock.lock();
        try {
            if (refusal != null) {
                return refusal;
            }
            int opaque = call == null ? inFlight.nextOpaque() : inFlight.freeOpaque();
            int maxFrameBytes = frame.maxFrameBytes();
            if (opaque == InFlight.NO_OPAQUE || !fits(maxFrameBytes)) {
                return overloaded;
            }
            int chunk = outbound.append(frame, maxFrameBytes, opaque);
            if (call != null) {
                inFlight.put(opaque, call, chunk);
            }
            turn = outbound.takeTurn(awaitedCalls() == (call == null ? 0 : 1));
        } catch (RuntimeException e) {
            return new CallFailure(Kind.NOT_ENCODED, false, "the request cannot be encoded: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            return new CallFailure(Kind.OVERLOADED, false, "no memory for a request to " + address, e);
        } finally {
            lock.unlock();
        }
        if (turn) {
            outbound.write();
        }
        return null;
    }

    /** Under the lock. A frame that is larger than the limit passes alone. */
    private boolean fits(int bytes) {
        long waiting = outbound.unwrittenBytes();
        return waiting == 0 || waiting + bytes <= config.maxPendingBytes();
    }

    /** Under the lock: the calls that were not answered before the burst of answers under way. */
    private long awaitedCalls() {
        return inFlight.putIn() - endedCalls;
    }

    /** Below the most, however little that is: a caller must not be told of room while all of it is taken. */
    private static int low(int most) {
        return most - Math.max(1, most / FREE_PART);
    }

    private boolean roomOrEnd() {
        lock.lock();
        try {
            long bytes = outbound.unwrittenBytes();
            return refusal != null || bytes <= lowBytes && awaitedCalls() <= lowCalls;
        } finally {
            lock.unlock();
        }
    }

    private void expire() {
        boolean answered;
        boolean written;
        lock.lock();
        try {
            answered = inFlight.putIn() == inFlight.takenOut();
            written = outbound.unwrittenBytes() == 0;
            if (written) {
                outbound.trim();
            }
        } finally {
            lock.unlock();
        }
        if (answered && written && draining) {
            close("nothing is left on it after it was drained");
        }
        if (!answered) {
            inFlight.takeOverdue(ticker.nanos(), (call, chunk) -> fail(call, timedOut));
            burstEnded();
        }
    }

    private void answer(Call call) {
        try {
            call.answered(received);
        } catch (RuntimeException e) {
            LOG.error("handling of an answer failed address={} code={}", address, received.code(), e);
        }
    }

    private void fail(Call call, CallFailure failure) {
        try {
            call.failed(failure);
        } catch (RuntimeException e) {
            LOG.error("handling of a failure failed address={} kind={}", address, failure.kind(), e);
        }
    }

    private CallFailure lostByPeer() {
        return new CallFailure(
                Kind.CONNECTION_LOST, false, "the connection to " + address + " was closed by the peer", null);
    }

    /** Sets the reason for the end, unless there is one already; returns the one that counts. Nothing is written after that. */
    private CallFailure end(CallFailure newEnding) {
        CallFailure first;
        lock.lock();
        try {
            if (ending == null) {
                ending = newEnding;
                refusal = newEnding;
            }
            open = false;
            first = ending;
        } finally {
            lock.unlock();
        }
        outbound.shut();
        return first;
    }
}
