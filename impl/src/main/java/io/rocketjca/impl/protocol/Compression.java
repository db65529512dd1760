package io.rocketjca.impl.protocol;

import io.rocketjca.impl.config.CompressType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Restores the bodies of stored messages. */
public final class Compression {

    private static final int FIRST_BYTES = 8 << 10;

    private Compression() {}

    /**
     * Restores a compressed body.
     *
     * @param sysFlag tells the form
     * @param maxBytes the most bytes it may grow to
     * @throws ProtocolException if the form is unknown, or the body broken or larger than that
     */
    public static byte[] decompress(byte[] compressed, int sysFlag, int maxBytes) {
        CompressType type = SysFlags.compressType(sysFlag);
        if (type == null) {
            throw new ProtocolException("It is compressed in an unknown way, by the flags " + sysFlag);
        }
        String missing = CompressionLibrary.missing(type);
        if (missing != null) {
            throw new ProtocolException("It is compressed as " + type + ", but " + missing);
        }
        return switch (type) {
            case ZLIB -> inflate(compressed, maxBytes);
            case LZ4 -> Lz4Compressor.decompress(compressed, maxBytes);
            case ZSTD -> ZstdCompressor.decompress(compressed, maxBytes);
        };
    }

    /** Reads all that a stream gives; throws {@link ProtocolException} if that is more than {@code maxBytes}. */
    static byte[] readAtMost(InputStream in, int maxBytes) throws IOException {
        byte[] body = in.readNBytes(maxBytes);
        if (body.length == maxBytes && in.read() >= 0) {
            throw new ProtocolException("The body has more than " + maxBytes + " bytes");
        }
        return body;
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
