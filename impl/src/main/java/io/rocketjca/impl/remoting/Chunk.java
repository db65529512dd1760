package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;

/** A buffer of whole frames, appended by many callers and written at once. Belongs to the append lock, then to the loop. */
final class Chunk {

    private final ByteBuf bytes;
    private final boolean reusable;
    private int sequence;

    Chunk(ByteBuf bytes, boolean reusable) {
        this.bytes = bytes;
        this.reusable = reusable;
    }

    ByteBuf bytes() {
        return bytes;
    }

    /** Whether it has the usual size, so that it can be filled again after it was written. */
    boolean reusable() {
        return reusable;
    }

    /** Its place in the order of writing; compare by difference only. */
    int sequence() {
        return sequence;
    }

    void sequence(int newSequence) {
        sequence = newSequence;
    }
}
