package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rocketjca.impl.protocol.ProtocolException;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into frames. Whole frames are handed on in place; only a frame cut by the end of a read is copied,
 * into a buffer that grows with what really arrives, not with what the length field promises.
 */
final class FrameSplitter {

    private static final int LENGTH_BYTES = 4;
    private static final int MIN_LENGTH = 4;

    private final int maxFrameBytes;
    private final Consumer<ByteBuf> frames;
    private ByteBuf cut;

    /**
     * @param maxFrameBytes the largest frame accepted, its length field included
     * @param frames takes each frame without its length field, from reader index to writer index; must not keep it
     */
    FrameSplitter(int maxFrameBytes, Consumer<ByteBuf> frames) {
        this.maxFrameBytes = maxFrameBytes;
        this.frames = frames;
    }

    /**
     * Takes the next bytes of the stream.
     *
     * @throws ProtocolException if a length is out of bounds; the stream is useless then
     */
    void read(ByteBuf in, ByteBufAllocator allocator) {
        if (cut != null) {
            complete(in);
        }
        if (cut == null) {
            readWhole(in);
            if (in.isReadable()) {
                cut = allocator.directBuffer(in.readableBytes());
                cut.writeBytes(in);
            }
        }
    }

    /** Forgets a cut frame. */
    void release() {
        if (cut != null) {
            cut.release();
            cut = null;
        }
    }

    /** Adds to the cut frame what it lacks and no more, so that everything behind it can be read in place. */
    private void complete(ByteBuf in) {
        fill(in, LENGTH_BYTES);
        if (cut.readableBytes() < LENGTH_BYTES) {
            return;
        }
        int whole = LENGTH_BYTES + length(cut);
        fill(in, whole);
        if (cut.readableBytes() == whole) {
            ByteBuf frame = cut;
            cut = null;
            try {
                readWhole(frame);
            } finally {
                frame.release();
            }
        }
    }

    private void fill(ByteBuf in, int target) {
        int missing = Math.min(target - cut.readableBytes(), in.readableBytes());
        if (missing > 0) {
            cut.writeBytes(in, missing);
        }
    }

    private void readWhole(ByteBuf in) {
        while (in.readableBytes() >= LENGTH_BYTES) {
            int length = length(in);
            if (in.readableBytes() < LENGTH_BYTES + length) {
                return;
            }
            in.skipBytes(LENGTH_BYTES);
            int end = in.readerIndex() + length;
            int writer = in.writerIndex();
            in.writerIndex(end);
            frames.accept(in);
            in.writerIndex(writer);
            in.readerIndex(end);
        }
    }

    private int length(ByteBuf in) {
        int length = in.getInt(in.readerIndex());
        if (length < MIN_LENGTH || length > maxFrameBytes - LENGTH_BYTES) {
            throw new ProtocolException("The frame announces a length of " + length + " bytes; accepted are "
                    + MIN_LENGTH + " to " + (maxFrameBytes - LENGTH_BYTES));
        }
        return length;
    }
}
