package io.rocketjca.impl.protocol;

import io.rocketjca.impl.config.CompressType;

/** The libraries for the ways of compression that the JVM does not have; they are not in the archive. */
public enum CompressionLibrary {
    LZ4("net.jpountz.lz4.LZ4Factory", "at.yawk.lz4:lz4-java"),
    ZSTD("com.github.luben.zstd.Zstd", "com.github.luben:zstd-jni");

    private final String neededClass;
    private final String coordinates;

    CompressionLibrary(String neededClass, String coordinates) {
        this.neededClass = neededClass;
        this.coordinates = coordinates;
    }

    /** What to do about the missing library of a type; {@code null} if nothing is missing. */
    public static String missing(CompressType type) {
        return switch (type) {
            case ZLIB -> null;
            case LZ4 -> LZ4.missing();
            case ZSTD -> ZSTD.missing();
        };
    }

    /** What to do if this library is missing; {@code null} if it is there. */
    String missing() {
        try {
            Class.forName(neededClass, false, CompressionLibrary.class.getClassLoader());
            return null;
        } catch (ClassNotFoundException | LinkageError e) {
            return "the library " + coordinates
                    + " is missing: add its jar to rocketjca.rar, beside the others, or to the"
                    + " libraries of the server";
        }
    }
}
