package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.rocketjca.impl.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameSplitterTest {

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final List<byte[]> frames = new ArrayList<>();
    private final FrameSplitter splitter = new FrameSplitter(1000, frame -> frames.add(ByteBufUtil.getBytes(frame)));

    @Test
    void readsTheSameFramesHoweverTheStreamIsCut() {
        long seed = System.nanoTime();
        System.out.println("FrameSplitterTest seed " + seed);
        Random random = new Random(seed);
        List<byte[]> sent = new ArrayList<>();
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < 500; i++) {
            byte[] frame = new byte[4 + random.nextInt(random.nextBoolean() ? 20 : 990)];
            random.nextBytes(frame);
            sent.add(frame);
            stream.writeInt(frame.length).writeBytes(frame);
        }
        while (stream.isReadable()) {
            int bytes = Math.min(stream.readableBytes(), 1 + random.nextInt(random.nextBoolean() ? 5 : 3000));
            splitter.read(stream.readSlice(bytes), allocator);
        }
        assertThat(frames.toArray(byte[][]::new)).isDeepEqualTo(sent.toArray(byte[][]::new));
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void aCutFrameIsReleasedAtTheEnd() {
        splitter.read(Unpooled.buffer().writeInt(900).writeInt(1), allocator);
        assertThat(allocator.metric().usedDirectMemory()).isBetween(1L, 64L);
        splitter.release();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
        assertThat(frames).isEmpty();
    }

    @Test
    void lengthsOutOfBoundsAreRefused() {
        for (int length : new int[] {-1, 0, 3, 997, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> splitter.read(Unpooled.buffer().writeInt(length), allocator))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining(String.valueOf(length));
        }
    }
}
