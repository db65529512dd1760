package io.rocketjca.impl.remoting;

import io.netty.channel.Channel;
import io.rocketjca.impl.time.Ticker;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The frames of one connection on their way to its socket. Callers append them to a shared buffer; the one that finds nobody's
 * turn takes it, and what is appended until its end is written in it: by the event loop, chunk by chunk with one flush, or, while
 * frames come one by one, by the caller itself, as waking the loop costs more than writing.
 */
final class Outbound implements Chunk.Writer {

    /**
     * A frame that follows a write sooner than this is hurried. One may be late and the next on time; two in a row come fast, and then
     * the loop writes many for one wake-up.
     */
    static final long QUIET_NANOS = TimeUnit.MICROSECONDS.toNanos(10);

    private final NettyConnection connection;
    private final Channel channel;
    private final Ticker ticker;
    private final ReentrantLock lock;
    private final AppendBuffer pending;
    private final Backlog backlog;
    private final Runnable writing = this::writePending;

    /** {@code null} if only the loop can write; from before anybody gets the connection. */
    private DirectSocket socket;

    /** Whether somebody will look after what is appended; under the lock. */
    private boolean turnTaken;

    /** Whether that is a caller, and the loop must not write; under the lock, changed by whose turn it is. */
    private boolean callersTurn;

    /** How many frames were appended, and which of them began the last turn; under the lock. */
    private long frames;

    private long firstOfTurn;

    /** Whether the last turn began with a hurried frame; under the lock. */
    private boolean lastHurried;

    /** Of what was appended, under the lock: what the loop or a caller has taken to write. */
    private long takenBytes;

    private volatile long writtenBytes;

    /** When the last chunk was written; under the lock. */
    private long writtenNanos;

    /** The last chunk whose writing has begun; on the loop, or before it is told that no caller writes any more. */
    private int begunChunk;

    /**
     * @param lock the connection's
     */
    Outbound(NettyConnection connection, Channel channel, ReentrantLock lock, ConnectionSetting setting) {
        this.connection = connection;
        this.channel = channel;
        this.lock = lock;
        this.ticker = setting.ticker();
        this.pending = new AppendBuffer(setting.buffers().chunks(), this);
        this.backlog = new Backlog(ticker);
    }

    /** On the loop, once. */
    void opened() {
        socket = DirectSocket.of(channel);
        writtenNanos = ticker.nanos();
    }

    /** Under the lock: appends a frame and returns the sequence of the chunk that holds it. */
    int append(FrameSource frame, int maxFrameBytes, int opaque) {
        int chunk = pending.append(frame, maxFrameBytes, opaque);
        frames++;
        backlog.grew(unwrittenBytes());
        return chunk;
    }

    /**
     * Under the lock, after an append: whether the caller has to {@link #write}, without the lock.
     *
     * @param quiet whether no other frame awaits an answer, for which the loop would wake all the same
     */
    boolean takeTurn(boolean quiet) {
        if (turnTaken) {
            return false;
        }
        turnTaken = true;
        boolean lastWasAlone = frames - firstOfTurn == 1;
        firstOfTurn = frames;
        boolean hurried = ticker.nanos() - writtenNanos < QUIET_NANOS;
        callersTurn =
                socket != null && quiet && lastWasAlone && takenBytes == writtenBytes && !(hurried && lastHurried);
        lastHurried = hurried;
        return true;
    }

    /** By the caller whose turn it is: has everything written that is appended. */
    void write() {
        if (callersTurn) {
            writeHere();
        } else {
            wakeLoop();
        }
    }

    /** Has the loop write what is appended, if it is its turn. */
    void wakeLoop() {
        try {
            channel.eventLoop().execute(writing);
        } catch (RejectedExecutionException e) {
            connection.loopEnded(e);
        }
    }

    /** Pauses a caller that is far ahead of the event loop. */
    void keepPace() {
        if (backlog.pausing() && !channel.eventLoop().inEventLoop()) {
            backlog.pause();
        }
    }

    /** Under the lock: how many bytes were appended and are not written. */
    long unwrittenBytes() {
        return pending.appendedBytes() - writtenBytes;
    }

    /** Whether some of a chunk may be on its way; for the loop, after {@link #shut}. */
    boolean begun(int chunk) {
        return chunk - begunChunk <= 0;
    }

    /** Under the lock: lets go of memory that a quiet connection does not need. */
    void trim() {
        pending.trim();
    }

    /** Waits for a caller that writes now; no caller writes after that. */
    void shut() {
        if (socket != null) {
            socket.shut();
        }
    }

    /** Under the lock: lets go of everything; nothing may be appended any more. */
    void release() {
        pending.release();
    }

    @Override
    public void begun(Chunk chunk) {
        begunChunk = chunk.sequence();
    }

    @Override
    public void written(Chunk chunk) {
        lock.lock();
        try {
            giveBack(chunk);
        } finally {
            lock.unlock();
        }
        changed();
    }

    private void writeHere() {
        Chunk chunk = take();
        if (chunk == null) {
            return; // the connection has ended meanwhile
        }
        try {
            socket.write(chunk);
        } catch (IOException | RuntimeException e) {
            connection.broken("writing failed", e);
        } finally {
            if (endTurn(chunk)) {
                wakeLoop();
            }
        }
        changed();
    }

    /** Whether something is left, for the loop to write. */
    private boolean endTurn(Chunk chunk) {
        lock.lock();
        try {
            if (chunk.bytes().isReadable()) {
                takenBytes -= chunk.size();
                pending.putBack(chunk);
            } else {
                giveBack(chunk);
            }
            callersTurn = false;
            turnTaken = !pending.isEmpty();
            return turnTaken;
        } finally {
            lock.unlock();
        }
    }

    private void writePending() {
        boolean wrote = false;
        while (channel.isActive() && channel.isWritable()) {
            Chunk chunk = takeForLoop();
            if (chunk == null) {
                break;
            }
            chunk.begin();
            channel.write(chunk.bytes().retain()).addListener(chunk);
            wrote = true;
        }
        if (wrote) {
            channel.flush();
        }
    }

    private Chunk takeForLoop() {
        lock.lock();
        try {
            if (callersTurn) {
                return null;
            }
            Chunk chunk = take();
            turnTaken = chunk != null;
            return chunk;
        } finally {
            lock.unlock();
        }
    }

    private Chunk take() {
        lock.lock();
        try {
            Chunk chunk = pending.take();
            if (chunk != null) {
                takenBytes += chunk.size();
            }
            return chunk;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void giveBack(Chunk chunk) {
        int bytes = chunk.size(); // it may be filled again as soon as it is given back
        pending.giveBack(chunk);
        writtenBytes += bytes;
        writtenNanos = ticker.nanos();
        backlog.shrank(unwrittenBytes());
    }

    private void changed() {
        backlog.changed();
        connection.wrote();
    }
}
