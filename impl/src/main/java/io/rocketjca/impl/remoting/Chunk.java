package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;

/**
 * A buffer of whole frames, appended by many callers and written at once. Belongs to the append lock, then to the loop. Listens
 * to its own writing, as there may be one chunk per message and a listener made for each would be garbage.
 */
final class Chunk implements ChannelFutureListener {

    private final ByteBuf bytes;
    private final boolean reusable;
    private final Writer writer;
    private int sequence;

    Chunk(ByteBuf bytes, boolean reusable, Writer writer) {
        this.bytes = bytes;
        this.reusable = reusable;
        this.writer = writer;
    }

    @Override
    public void operationComplete(ChannelFuture writing) {
        writer.written(this);
    }

    /** By whoever writes it, just before its first byte may be on its way. */
    void begin() {
        writer.begun(this);
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

    /** Told of the chunks that were taken for writing. */
    interface Writer {

        /** By whoever writes it: some of it may be on its way from now on. */
        void begun(Chunk chunk);

        /** On the loop: it is written, or never will be. */
        void written(Chunk chunk);
    }
}
