package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;

/**
 * The frames appended to one connection and not yet taken for writing, in chunks that are reused. Everything here happens
 * under the connection's append lock.
 */
final class AppendBuffer {

    /** Frames that may be larger get a chunk of their own, which is not kept. */
    static final int CHUNK_BYTES = 128 << 10;

    /** Enough for callers that are as far ahead of the loop as a {@link Backlog} lets them be. */
    static final int MAX_SPARES = 10;

    /** So many are kept for good. */
    static final int MAX_IDLE_SPARES = 4;

    private final ByteBufAllocator allocator;
    private final Chunk.Writer writer;
    private final ArrayDeque<Chunk> sealed = new ArrayDeque<>();
    private final ArrayDeque<Chunk> spares = new ArrayDeque<>(MAX_SPARES);
    private Chunk filling;
    private int lastSequence;
    private long appendedBytes;
    private boolean released;

    /**
     * @param writer told of each chunk that was taken
     */
    AppendBuffer(ByteBufAllocator allocator, Chunk.Writer writer) {
        this.allocator = allocator;
        this.writer = writer;
    }

    /**
     * Appends one frame. If the frame cannot write itself, nothing of it stays.
     *
     * @return the sequence of the chunk that holds it
     */
    int append(FrameSource frame, int maxFrameBytes, int opaque) {
        if (maxFrameBytes > CHUNK_BYTES) {
            return appendAlone(frame, maxFrameBytes, opaque);
        }
        if (filling != null && filling.bytes().writableBytes() < maxFrameBytes) {
            seal();
        }
        if (filling == null) {
            filling = spares.isEmpty() ? new Chunk(allocate(CHUNK_BYTES), true, writer) : spares.pop();
        }
        write(frame, opaque, filling);
        return filling.sequence();
    }

    /** The next chunk to write, or {@code null} if nothing is appended. */
    Chunk take() {
        if (sealed.isEmpty()) {
            seal();
        }
        return sealed.poll();
    }

    /** Puts the chunk that was taken last, and of which some bytes are left, back to the front. */
    void putBack(Chunk chunk) {
        if (released) {
            chunk.bytes().release();
        } else {
            sealed.addFirst(chunk);
        }
    }

    /** Takes a written chunk back. */
    void giveBack(Chunk chunk) {
        if (chunk.reusable() && !released && spares.size() < MAX_SPARES) {
            chunk.bytes().clear();
            spares.push(chunk);
        } else {
            chunk.bytes().release();
        }
    }

    /** Whether nothing is here that was appended and not taken. */
    boolean isEmpty() {
        return sealed.isEmpty() && (filling == null || !filling.bytes().isReadable());
    }

    /** Lets go of one chunk if more are kept than a quiet connection needs. */
    void trim() {
        if (spares.size() > MAX_IDLE_SPARES) {
            spares.pop().bytes().release();
        }
    }

    /** How many bytes were ever appended. */
    long appendedBytes() {
        return appendedBytes;
    }

    /** Releases all chunks here, and those that are given back later; nothing may be appended any more. */
    void release() {
        released = true;
        sealed.forEach(chunk -> chunk.bytes().release());
        sealed.clear();
        spares.forEach(chunk -> chunk.bytes().release());
        spares.clear();
        if (filling != null) {
            filling.bytes().release();
            filling = null;
        }
    }

    private int appendAlone(FrameSource frame, int maxFrameBytes, int opaque) {
        seal();
        Chunk own = new Chunk(allocate(maxFrameBytes), false, writer);
        boolean done = false;
        try {
            write(frame, opaque, own);
            sealed.add(own);
            done = true;
        } finally {
            if (!done) {
                own.bytes().release();
            }
        }
        return own.sequence();
    }

    private void write(FrameSource frame, int opaque, Chunk chunk) {
        ByteBuf out = chunk.bytes();
        int start = out.writerIndex();
        boolean done = false;
        try {
            frame.writeFrame(out, opaque);
            done = true;
        } finally {
            if (!done) {
                out.writerIndex(start);
            }
        }
        if (start == 0) {
            chunk.sequence(++lastSequence);
        }
        appendedBytes += out.writerIndex() - start;
    }

    private void seal() {
        if (filling != null && filling.bytes().isReadable()) {
            sealed.add(filling);
            filling = null;
        }
    }

    private ByteBuf allocate(int bytes) {
        return allocator.directBuffer(bytes, bytes);
    }
}
