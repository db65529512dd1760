package io.rocketjca.impl.protocol;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Compresses bodies with zlib, the one form that every consumer understands. Thread-safe; keeps what a few threads need at a
 * time, as making it anew costs more than a small body.
 */
public final class ZlibCompressor implements BodyCompressor {

    /** Threads that compress at the same time without making anything; each kept worker takes about 400 KiB. */
    static final int MAX_KEPT = 4;

    private final AtomicReferenceArray<ZlibWorker> kept = new AtomicReferenceArray<>(MAX_KEPT);
    private final int level;

    /**
     * @param level the zlib level, 1 to 9
     */
    public ZlibCompressor(int level) {
        this.level = level;
    }

    /** Also returns {@code null} if a sample of the body looks like noise. */
    @Override
    public byte[] compress(byte[] body) {
        ZlibWorker worker = take();
        byte[] smaller = worker.deflate(body);
        giveBack(worker); // not after an exception: nobody knows its state then
        return smaller;
    }

    private ZlibWorker take() {
        for (int i = 0; i < MAX_KEPT; i++) {
            ZlibWorker worker = kept.getAndSet(i, null);
            if (worker != null) {
                return worker;
            }
        }
        return new ZlibWorker(level);
    }

    private void giveBack(ZlibWorker worker) {
        for (int i = 0; i < MAX_KEPT; i++) {
            if (kept.compareAndSet(i, null, worker)) {
                return;
            }
        }
        worker.end();
    }
}
