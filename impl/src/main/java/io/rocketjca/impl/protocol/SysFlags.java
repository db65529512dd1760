package io.rocketjca.impl.protocol;

import io.rocketjca.impl.config.CompressType;

/** The bits of a message's {@code sysFlag}. */
public final class SysFlags {

    public static final int COMPRESSED = 0x1;
    public static final int MULTI_TAGS = 0x2;
    public static final int TRANSACTION_PREPARED = 0x4;
    public static final int TRANSACTION_COMMIT = 0x8;
    public static final int TRANSACTION_ROLLBACK = 0xC;
    public static final int TRANSACTION_MASK = 0xC;
    public static final int BORN_HOST_IPV6 = 0x10;
    public static final int STORE_HOST_IPV6 = 0x20;
    public static final int NEED_UNWRAP = 0x40;
    public static final int INNER_BATCH = 0x80;
    public static final int TYPE_LZ4 = 0x100;
    public static final int TYPE_ZSTD = 0x200;
    public static final int TYPE_ZLIB = 0x300;
    public static final int TYPE_MASK = 0x700;

    private SysFlags() {}

    /** The flags of a body that is compressed in a way. */
    public static int compressed(CompressType type) {
        return COMPRESSED
                | switch (type) {
                    case ZLIB -> TYPE_ZLIB;
                    case LZ4 -> TYPE_LZ4;
                    case ZSTD -> TYPE_ZSTD;
                };
    }

    /** How a compressed body is compressed, or {@code null} if it is in no way known; old clients name none and mean zlib. */
    static CompressType compressType(int sysFlag) {
        return switch (sysFlag & TYPE_MASK) {
            case 0, TYPE_ZLIB -> CompressType.ZLIB;
            case TYPE_LZ4 -> CompressType.LZ4;
            case TYPE_ZSTD -> CompressType.ZSTD;
            default -> null;
        };
    }
}
