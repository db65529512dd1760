package io.rocketjca.impl.protocol;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/** Compresses bodies as frames of Zstandard, with its native library. */
final class ZstdCompressor implements BodyCompressor {

    /** A window of 16 MiB, more than any message that a broker takes by default: what a frame may make the library allocate. */
    private static final int MAX_WINDOW_LOG = 24;

    private final KeptRoom rooms = new KeptRoom();
    private final int level;

    /**
     * @param level 1 to 9
     */
    ZstdCompressor(int level) {
        this.level = level;
    }

    @Override
    public byte[] compress(byte[] body) {
        byte[] out = rooms.take(Math.toIntExact(Zstd.compressBound(body.length)));
        int length = (int) Zstd.compressByteArray(out, 0, out.length, body, 0, body.length, level);
        byte[] smaller = length < body.length ? Arrays.copyOf(out, length) : null;
        rooms.giveBack(out);
        return smaller;
    }

    /**
     * Restores a body.
     *
     * @throws ProtocolException if it is broken, or larger than {@code maxBytes}
     */
    static byte[] decompress(byte[] compressed, int maxBytes) {
        try (ZstdInputStreamNoFinalizer in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(compressed))) {
            in.setLongMax(MAX_WINDOW_LOG);
            return Compression.readAtMost(in, maxBytes);
        } catch (ProtocolException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ProtocolException("The body is not a Zstandard frame: " + e.getMessage(), e);
        }
    }
}
