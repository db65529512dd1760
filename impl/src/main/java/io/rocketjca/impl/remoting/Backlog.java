package io.rocketjca.impl.remoting;

import io.rocketjca.impl.time.Ticker;
import java.util.concurrent.TimeUnit;

/**
 * How far callers are ahead of the event loop on one connection. Where they share processors with it they may append for
 * milliseconds before it runs at all; what it writes then has left the caches, and lies in memory made for it, which costs more than a pause.
 */
final class Backlog {

    /** From here on callers pause: some chunks, which stay in a processor's own cache. */
    static final int LARGE_BYTES = 8 * AppendBuffer.CHUNK_BYTES;

    /** They go on once no more than this is left, so that the loop has work meanwhile. */
    private static final int SMALL_BYTES = AppendBuffer.CHUNK_BYTES;

    /**
     * After this, the peer is what is slow: callers go on, and do not pause again until the loop has come to an end. So they are
     * held up once by a peer that takes nothing, and what they send to others is too.
     */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Ticker ticker;
    private final Room room;
    private volatile boolean pausing;

    /** Under the append lock. */
    private boolean large;

    Backlog(Ticker ticker) {
        this.ticker = ticker;
        this.room = new Room(ticker, () -> !pausing);
    }

    /** Under the append lock, after each frame. */
    void grew(long pendingBytes) {
        if (pendingBytes > LARGE_BYTES && !large) {
            large = true;
            pausing = true;
        }
    }

    /** Under the append lock, after each chunk that was written. */
    void shrank(long pendingBytes) {
        if (large && pendingBytes <= SMALL_BYTES) {
            large = false;
            pausing = false;
        }
    }

    /** On the loop, without the append lock: wakes callers that may go on. */
    void changed() {
        room.changed();
    }

    /** Whether callers pause now. */
    boolean pausing() {
        return pausing;
    }

    /** Pauses the calling thread, which must not be the event loop; an interrupt ends the pause and stays noticeable. */
    void pause() {
        try {
            if (!room.await(ticker.nanos() + LONGEST_PAUSE_NANOS)) {
                pausing = false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
