package io.rocketjca.impl.protocol;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compresses and inflates bodies with zlib, the one form that every consumer understands. */
public final class Compression {

    private static final int FIRST_BYTES = 8 << 10;

    private static final int SAMPLES = 4;
    private static final int SAMPLE_BYTES = 256;

    /** Noise is expected at n + n * n / 256 = 5,120 for n = 1,024 bytes, give or take 90; Base64 is at 17,400. */
    private static final int NOISE_SQUARES = 6_000;

    private Compression() {}

    /**
     * Compresses a body.
     *
     * @param level the zlib level, 1 to 9
     * @return the compressed form, or {@code null} if it would not be smaller, or if a sample of the body looks like noise
     */
    public static byte[] deflate(byte[] body, int level) {
        if (looksLikeNoise(body)) {
            return null;
        }
        Deflater deflater = new Deflater(level);
        try {
            deflater.setInput(body);
            deflater.finish();
            byte[] out = new byte[Math.max(body.length - 1, 0)]; // no room for a form that does not pay
            int length = deflater.deflate(out);
            return deflater.finished() ? Arrays.copyOf(out, length) : null;
        } finally {
            deflater.end();
        }
    }

    /**
     * Restores a compressed body.
     *
     * @param sysFlag tells the form
     * @param maxBytes the most bytes it may grow to
     * @throws ProtocolException if the form is unknown, or the body broken or larger than that
     */
    public static byte[] decompress(byte[] compressed, int sysFlag, int maxBytes) {
        if (!SysFlags.zlib(sysFlag)) {
            throw new ProtocolException("It is compressed in a form other than zlib, by the flags " + sysFlag);
        }
        return inflate(compressed, maxBytes);
    }

    /**
     * Inflates a body.
     *
     * @param maxBytes the most bytes it may grow to
     * @throws ProtocolException if it is broken, or larger than that
     */
    public static byte[] inflate(byte[] compressed, int maxBytes) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] out = new byte[Math.min(FIRST_BYTES, maxBytes)];
            int length = 0;
            while (true) {
                length += inflater.inflate(out, length, out.length - length);
                if (inflater.finished()) {
                    return Arrays.copyOf(out, length);
                }
                out = withRoom(inflater, out, length, maxBytes);
            }
        } catch (DataFormatException e) {
            throw new ProtocolException("The body is not a zlib stream: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /**
     * Whether the bytes of a sample are about equally frequent, as in encrypted or already compressed data: zlib would work
     * long for nothing. Counts how many pairs of the sample are equal; noise has one in 256.
     */
    static boolean looksLikeNoise(byte[] body) {
        if (body.length < SAMPLES * SAMPLE_BYTES) {
            return false;
        }
        short[] counts = new short[256];
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

    private static byte[] withRoom(Inflater inflater, byte[] out, int length, int maxBytes) {
        if (inflater.needsDictionary()) {
            throw new ProtocolException("The zlib stream needs a dictionary, which RocketMQ does not use");
        }
        if (length < out.length) {
            throw new ProtocolException("The zlib stream ends early, after " + length + " inflated bytes");
        }
        if (length < maxBytes) {
            return Arrays.copyOf(out, (int) Math.min(2L * out.length, maxBytes));
        }
        if (inflater.getRemaining() == 0 && !inflater.needsInput()) {
            return out;
        }
        throw new ProtocolException("The inflated body has more than " + maxBytes + " bytes");
    }
}
