package io.rocketjca.impl.protocol;

/**
 * Compresses bodies with zlib, the one form that every consumer understands. Thread-safe; keeps what a few threads need at a
 * time, as making it anew costs more than a small body.
 */
public final class ZlibCompressor implements BodyCompressor {

    /** Each takes about 400 KiB. */
    private final Kept<ZlibWorker> workers = new Kept<>();

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
        ZlibWorker kept = workers.take();
        ZlibWorker worker = kept == null ? new ZlibWorker(level) : kept;
        byte[] smaller = worker.deflate(body);
        if (!workers.giveBack(worker)) { // not after an exception: nobody knows its state then
            worker.end();
        }
        return smaller;
    }
}
