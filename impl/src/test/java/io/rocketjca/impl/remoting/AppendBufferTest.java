package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppendBufferTest {

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final AppendBuffer buffer = new AppendBuffer(allocator, chunk -> {});

    @Test
    void aBusyConnectionKeepsMoreChunksThanAQuietOneAndAnEndedOneNone() {
        writeChunks(AppendBuffer.MAX_SPARES + 5);
        assertThat(chunks()).isEqualTo(AppendBuffer.MAX_SPARES);
        writeChunks(AppendBuffer.MAX_SPARES);
        assertThat(chunks()).isEqualTo(AppendBuffer.MAX_SPARES);

        for (int tick = 0; tick < 2 * AppendBuffer.MAX_SPARES; tick++) {
            buffer.trim();
        }
        assertThat(chunks()).isEqualTo(AppendBuffer.MAX_IDLE_SPARES);

        buffer.release();
        assertThat(chunks()).isZero();
    }

    private void writeChunks(int count) {
        for (int i = 0; i < count; i++) {
            buffer.append(new Whole(), AppendBuffer.CHUNK_BYTES, 0);
        }
        List<Chunk> taken = new ArrayList<>();
        for (Chunk chunk = buffer.take(); chunk != null; chunk = buffer.take()) {
            taken.add(chunk);
        }
        assertThat(taken).hasSize(count);
        taken.forEach(buffer::giveBack);
    }

    private long chunks() {
        return allocator.metric().usedDirectMemory() / AppendBuffer.CHUNK_BYTES;
    }

    /** A frame that fills a chunk. */
    private record Whole() implements FrameSource {

        @Override
        public int maxFrameBytes() {
            return AppendBuffer.CHUNK_BYTES;
        }

        @Override
        public void writeFrame(ByteBuf out, int opaque) {
            out.writeZero(AppendBuffer.CHUNK_BYTES);
        }
    }
}
