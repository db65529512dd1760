package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppendBufferTest {

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final AppendBuffer buffer = new AppendBuffer(allocator, new Nobody());

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

    @Test
    void whatIsLeftOfAChunkComesBeforeEverythingElse() {
        buffer.append(new Whole(), AppendBuffer.CHUNK_BYTES, 0);
        Chunk first = buffer.take();
        assertThat(buffer.isEmpty()).isTrue();
        buffer.append(new Whole(), AppendBuffer.CHUNK_BYTES, 0);
        buffer.append(new Whole(), AppendBuffer.CHUNK_BYTES, 0);
        first.bytes().skipBytes(7);
        buffer.putBack(first);
        assertThat(buffer.isEmpty()).isFalse();
        assertThat(buffer.take()).isSameAs(first);
        assertThat(first.bytes().readableBytes()).isEqualTo(AppendBuffer.CHUNK_BYTES - 7);
        assertThat(buffer.take().sequence()).isEqualTo(first.sequence() + 1);
    }

    @Test
    void whatComesBackAfterTheEndIsReleased() {
        buffer.append(new Whole(), AppendBuffer.CHUNK_BYTES, 0);
        Chunk first = buffer.take();
        buffer.release();
        buffer.putBack(first);
        assertThat(chunks()).isZero();
        assertThat(buffer.take()).isNull();
    }

    private static final class Nobody implements Chunk.Writer {

        @Override
        public void begun(Chunk chunk) {
            // Not written here.
        }

        @Override
        public void written(Chunk chunk) {
            // Not written here.
        }
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
