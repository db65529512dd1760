package io.rocketjca.impl.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * Compresses one body after the other, with memory that is used again and again. For one thread at a time.
 *
 * <p>Puts the zlib form (RFC 1950) together itself, around what the {@link Deflater} makes: the JVM's own checksum is five
 * times as fast as that of zlib, which is a twentieth of all the work. Every byte is the same as zlib's.
 */
final class ZlibWorker {

    private static final int SAMPLES = 4;
    private static final int SAMPLE_BYTES = 256;

    /** Noise is expected at n + n * n / 256 = 5,120 for n = 1,024 bytes, give or take 90; Base64 is at 17,400. */
    private static final int NOISE_SQUARES = 6_000;

    private static final byte[] NOTHING = {};

    /** A window of 32 KiB, deflated. */
    private static final int METHOD = 0x78;

    /** In the second byte: how hard zlib tried, in its uppermost two bits, and what makes the two a multiple of 31. */
    private static final byte[] EFFORTS = {0x01, 0x5E, (byte) 0x9C, (byte) 0xDA};

    private static final int HEAD_BYTES = 2;

    private final Deflater deflater;
    private final Adler32 checksum = new Adler32();
    private final byte effort;
    private final short[] counts = new short[256];
    private byte[] room = NOTHING;

    ZlibWorker(int level) {
        this.deflater = new Deflater(level, true);
        this.effort = effort(level);
    }

    /** As zlib tells it: levels 1, 2 to 5, 6, and above. */
    private static byte effort(int level) {
        int most = level < 2 ? 0 : level < 6 ? 1 : level == 6 ? 2 : 3;
        return EFFORTS[most];
    }

    /** The compressed form, or {@code null} if it would not be smaller, or if a sample of the body looks like noise. */
    byte[] deflate(byte[] body) {
        if (body.length <= HEAD_BYTES + Integer.BYTES || looksLikeNoise(body)) {
            return null;
        }
        deflater.reset();
        deflater.setInput(body);
        deflater.finish();
        byte[] out = roomFor(body.length);
        int room = body.length - HEAD_BYTES - Integer.BYTES; // zlib sees its own end only before that of its room
        int length = deflater.deflate(out, HEAD_BYTES, room);
        byte[] smaller = deflater.finished() && length < room ? framed(body, out, HEAD_BYTES + length) : null;
        deflater.setInput(NOTHING); // lets go of the body
        return smaller;
    }

    private byte[] framed(byte[] body, byte[] out, int end) {
        checksum.reset();
        checksum.update(body, 0, body.length);
        byte[] whole = Arrays.copyOf(out, end + Integer.BYTES);
        whole[0] = METHOD;
        whole[1] = effort;
        ByteBuffer.wrap(whole).putInt(end, (int) checksum.getValue());
        return whole;
    }

    private byte[] roomFor(int bytes) {
        if (bytes > KeptRoom.MAX_KEPT_BYTES) {
            return new byte[bytes];
        }
        if (room.length < bytes) {
            room = new byte[KeptRoom.larger(room, bytes)];
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
