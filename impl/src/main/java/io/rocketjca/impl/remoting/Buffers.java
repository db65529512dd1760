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
    private static final int ARENA_CHUNK_ORDER = 6;

    static Buffers create() {
        return new Buffers(
                new UnpooledByteBufAllocator(true),
                new PooledByteBufAllocator(true, 0, 1, PAGE_BYTES, ARENA_CHUNK_ORDER, 64, 16, false));
    }
}
