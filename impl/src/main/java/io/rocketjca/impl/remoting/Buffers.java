package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;

/**
 * Where buffers come from.
 *
 * @param chunks for what callers append to: used on application threads, so it must leave no thread-local behind; the
 *     connections reuse their chunks themselves
 * @param reads for what is received: used on the event loop only
 */
record Buffers(ByteBufAllocator chunks, ByteBufAllocator reads) {

    private static final int PAGE_BYTES = 8192;

    /** The one arena grows by pages times two to this: 512 KiB, enough for the reads of many connections. */
    private static final int ARENA_CHUNK_ORDER = 6;

    /** How many buffers of one size the event loop's thread keeps: small ones, and those of a page and more. */
    private static final int KEPT_SMALL = 64;

    private static final int KEPT_NORMAL = 16;

    static Buffers create() {
        return new Buffers(
                new UnpooledByteBufAllocator(true),
                new PooledByteBufAllocator(true, 0, 1, PAGE_BYTES, ARENA_CHUNK_ORDER, KEPT_SMALL, KEPT_NORMAL, false));
    }
}
