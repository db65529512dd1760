package io.rocketjca.impl.protocol;

import java.util.Arrays;
import java.util.zip.Deflater;

/** Compresses one body after the other, with memory that is used again and again. For one thread at a time. */
final class ZlibWorker {

    /** The largest room for a compressed body that is kept; larger bodies get room of their own. */
    static final int MAX_KEPT_BYTES = 128 << 10;

    private static final int SAMPLES = 4;
    private static final int SAMPLE_BYTES = 256;

    /** Noise is expected at n + n * n / 256 = 5,120 for n = 1,024 bytes, give or take 90; Base64 is at 17,400. */
    private static final int NOISE_SQUARES = 6_000;

    private static final byte[] NOTHING = {};

    private final Deflater deflater;
    private final short[] counts = new short[256];
    private byte[] room = NOTHING;

    ZlibWorker(int level) {
        this.deflater = new Deflater(level);
    }

    /** The compressed form, or {@code null} if it would not be smaller, or if a sample of the body looks like noise. */
    byte[] deflate(byte[] body) {
        if (body.length == 0 || looksLikeNoise(body)) {
            return null;
        }
        deflater.reset();
        deflater.setInput(body);
        deflater.finish();
        byte[] out = roomFor(body.length);
        int length = deflater.deflate(out, 0, body.length - 1); // no room for a form that does not pay
        byte[] smaller = deflater.finished() ? Arrays.copyOf(out, length) : null;
        deflater.setInput(NOTHING); // lets go of the body
        return smaller;
    }

    private byte[] roomFor(int bytes) {
        if (bytes > MAX_KEPT_BYTES) {
            return new byte[bytes];
        }
        if (room.length < bytes) {
            room = new byte[Math.max(bytes, Math.min(2 * room.length, MAX_KEPT_BYTES))];
        }
        return room;
    }

    /**
     * Whether the bytes of a sample are about equally frequent, as in encrypted or already compressed data: zlib would work
     * long for nothing. Counts how many pairs of the sample are equal; noise has one in 256.
     */
    boolean looksLikeNoise(byte[] body) {
        if (body.length < SAMPLES * SAMPLE_BYTES) {
            return false;
        }
        Arrays.fill(counts, (short) 0);
        int step = (body.length - SAMPLE_BYTES) / (SAMPLES - 1);
        for (int sample = 0; sample < SAMPLES; sample++) {
            int start = sample * step;
            for (int i = start; i < start + SAMPLE_BYTES; i++) {
                counts[body[i] & 0xFF]++;
            }
        }
        int squares = 0;
        for (short count : counts) {
            squares += count * count;
        }
        return squares < NOISE_SQUARES;
    }

    void end() {
        deflater.end();
    }
}
