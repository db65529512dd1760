package io.rocketjca.impl.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Compresses bodies as frames of the LZ4 frame format, in blocks that are independent of each other, without checksums, as
 * consumers read them. Natively where the library's class loader outlives that of the adapter; else a copy of the native library would stay
 * behind each time that the adapter is deployed.
 */
final class Lz4Compressor implements BodyCompressor {

    private static final int MAGIC = 0x184D2204;

    /** Version 1, independent blocks. */
    private static final byte DESCRIPTOR = 0x60;

    /** Blocks of at most four mebibytes, the largest that there are: nearly every body is one block. */
    private static final byte BLOCK_SIZE = 0x70;

    private static final int MAX_BLOCK_BYTES = 4 << 20;
    private static final int NOT_COMPRESSED = 0x8000_0000;
    private static final int FRAME_BYTES = 7 + 2 * Integer.BYTES;

    private final LZ4Compressor blocks =
            implementation(Lz4Compressor.class.getClassLoader()).fastCompressor();
    private final KeptRoom rooms = new KeptRoom();
    private final byte headerCheck;

    Lz4Compressor() {
        byte[] descriptor = {DESCRIPTOR, BLOCK_SIZE};
        headerCheck = (byte) (hash().hash(descriptor, 0, descriptor.length, 0) >>> 8);
    }

    @Override
    public byte[] compress(byte[] body) {
        if (body.length <= FRAME_BYTES) {
            return null;
        }
        byte[] room = rooms.take(mostBytes(body.length));
        byte[] smaller = compress(body, room);
        rooms.giveBack(room);
        return smaller;
    }

    private int mostBytes(int bodyBytes) {
        return blocks.maxCompressedLength(bodyBytes) + FRAME_BYTES + bodyBytes / MAX_BLOCK_BYTES * Integer.BYTES;
    }

    private byte[] compress(byte[] body, byte[] room) {
        ByteBuffer out = ByteBuffer.wrap(room).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).put(DESCRIPTOR).put(BLOCK_SIZE).put(headerCheck);
        for (int at = 0; at < body.length; at += MAX_BLOCK_BYTES) {
            addBlock(body, at, Math.min(MAX_BLOCK_BYTES, body.length - at), out);
        }
        out.putInt(0); // the end
        return out.position() < body.length ? Arrays.copyOf(room, out.position()) : null;
    }

    private void addBlock(byte[] body, int at, int bytes, ByteBuffer out) {
        int sizeAt = out.position();
        int start = sizeAt + Integer.BYTES;
        int length = blocks.compress(body, at, bytes, out.array(), start);
        if (length < bytes) {
            out.putInt(sizeAt, length).position(start + length);
        } else {
            out.putInt(bytes | NOT_COMPRESSED).put(body, at, bytes);
        }
    }

    /**
     * Restores a body.
     *
     * @throws ProtocolException if it is broken, or larger than {@code maxBytes}
     */
    static byte[] decompress(byte[] compressed, int maxBytes) {
        try (LZ4FrameInputStream in = new LZ4FrameInputStream(
                new ByteArrayInputStream(compressed),
                LZ4Factory.fastestJavaInstance().safeDecompressor(),
                hash())) {
            return Compression.readAtMost(in, maxBytes);
        } catch (ProtocolException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ProtocolException("The body is not an LZ4 frame: " + e.getMessage(), e);
        }
    }

    /**
     * What compresses for an adapter with this class loader.
     *
     * <p>The library in the archive has the same one, and must not load anything native; the library itself does so only where
     * that loader is the one of the JVM's class path, which is never given up.
     */
    static LZ4Factory implementation(ClassLoader adapter) {
        if (LZ4Factory.class.getClassLoader() == adapter) {
            return LZ4Factory.fastestInstance();
        }
        try {
            return LZ4Factory.nativeInstance();
        } catch (LinkageError | AssertionError | RuntimeException e) { // no such platform, or nowhere to load it from
            return LZ4Factory.fastestJavaInstance();
        }
    }

    private static XXHash32 hash() {
        return XXHashFactory.fastestJavaInstance().hash32();
    }
}
