package io.rocketjca.impl.config;

/** How bodies are compressed; the names are those of RocketMQ. */
public enum CompressType {
    /** Understood by every consumer; part of the JVM. */
    ZLIB,
    /** Much faster, and larger; a frame of the LZ4 frame format. */
    LZ4,
    /** Faster and smaller; a frame of Zstandard. */
    ZSTD
}
