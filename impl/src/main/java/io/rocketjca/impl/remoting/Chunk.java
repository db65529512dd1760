package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.function.Consumer;

/**
 * A buffer of whole frames, appended by many callers and written at once. Belongs to the append lock, then to the loop. Listens
 * to its own writing, as there may be one chunk per message and a listener made for each would be garbage.
 */
final class Chunk implements ChannelFutureListener {

    private final ByteBuf bytes;
    private final boolean reusable;
    private final Consumer<Chunk> written;
    private int sequence;

    /**
     * @param written told on the loop once it is written, or never will be
     */
    Chunk(ByteBuf bytes, boolean reusable, Consumer<Chunk> written) {
        this.bytes = bytes;
        this.reusable = reusable;
        this.written = written;
    }

    @Override
    public void operationComplete(ChannelFuture writing) {
        written.accept(this);
    }

    ByteBuf bytes() {
        return bytes;
    }

    /** How many bytes were appended, which stays the same while they are read. */
    int size() {
        return bytes.writerIndex();
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
