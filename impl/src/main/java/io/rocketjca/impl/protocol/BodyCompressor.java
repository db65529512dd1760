package io.rocketjca.impl.protocol;

import io.rocketjca.impl.config.CompressType;

/** Compresses bodies in one way. Thread-safe. */
public interface BodyCompressor {

    /**
     * Compresses a body.
     *
     * @return the compressed form, or {@code null} if it would not be smaller
     */
    byte[] compress(byte[] body);

    /**
     * The compressor for a type, whose library must be there.
     *
     * @param level 1 to 9; LZ4 has no levels
     */
    static BodyCompressor of(CompressType type, int level) {
        return switch (type) {
            case ZLIB -> new ZlibCompressor(level);
            case LZ4 -> new Lz4Compressor();
            case ZSTD -> new ZstdCompressor(level);
        };
    }
}
