package io.rocketjca.impl.config;

/**
 * Which bodies one connection factory takes, and how they travel.
 *
 * @param maxBytes the largest body accepted, before compression
 * @param compressAboveBytes bodies of at least this size are compressed where that makes them smaller; 0 for never
 * @param compressType how bodies are compressed
 * @param compressLevel the level of zlib or Zstandard, 1 to 9
 */
public record BodyConfig(int maxBytes, int compressAboveBytes, CompressType compressType, int compressLevel) {

    /** Sixteen times what a broker accepts unless configured otherwise. */
    public static final int MAX_MESSAGE_BYTES = 64 << 20;

    /** zlib's fastest level. */
    public static final int MIN_COMPRESS_LEVEL = 1;

    /** zlib's level for the smallest result. */
    public static final int MAX_COMPRESS_LEVEL = 9;

    private static final BodyConfig DEFAULTS = new BodyConfig(4 << 20, 4096, CompressType.ZLIB, 5);

    /** As RocketMQ's own producer is by default. */
    public static BodyConfig defaults() {
        return DEFAULTS;
    }

    /** Whether a body of that size is compressed where that makes it smaller. */
    public boolean compresses(int bytes) {
        return compressAboveBytes > 0 && bytes >= compressAboveBytes;
    }

    void check(ConfigProblems problems) {
        problems.checkRange("largest message in bytes", maxBytes, 1, MAX_MESSAGE_BYTES);
        problems.checkRange("compression threshold in bytes", compressAboveBytes, 0, Integer.MAX_VALUE);
        problems.checkRange("compression level", compressLevel, MIN_COMPRESS_LEVEL, MAX_COMPRESS_LEVEL);
    }
}
