package io.rocketjca.bench.floor;

import io.netty.buffer.AdaptiveByteBufAllocator;

/** The cheaper floor: a queue that one task empties, and buffers of the allocator that netty 4.2 takes by itself. */
public final class FloorQueueSubject extends FloorSubject {

    public FloorQueueSubject() {
        super(new QueueHandOff(), new AdaptiveByteBufAllocator());
    }
}
