package io.rocketjca.impl.protocol;

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

    /** A body compressed with zlib, as every consumer understands it. */
    public static final int COMPRESSED_ZLIB = COMPRESSED | TYPE_ZLIB;

    private SysFlags() {}

    /** Whether a body with this flag is compressed with zlib; old clients name no type and mean zlib. */
    public static boolean zlib(int sysFlag) {
        int type = sysFlag & TYPE_MASK;
        return (sysFlag & COMPRESSED) != 0 && (type == 0 || type == TYPE_ZLIB);
    }
}
