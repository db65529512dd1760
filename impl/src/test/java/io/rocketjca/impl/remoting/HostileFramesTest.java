package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.rocketjca.impl.fake.HostileFrames;
import io.rocketjca.impl.fake.LeakWatch;
import io.rocketjca.impl.protocol.HeaderReader;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.ProtocolException;
import io.rocketjca.impl.protocol.push.PushedReply;
import io.rocketjca.impl.protocol.response.SendAnswer;
import io.rocketjca.impl.protocol.response.StoredRecordDecoder;
import io.rocketjca.impl.protocol.response.TopicRouteDecoder;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand frames of a hostile peer, given to all that reads what comes from peers. */
@Timeout(120)
class HostileFramesTest {

    private static final int FRAMES = 10_000;
    private static final int MAX_FRAME_BYTES = 1 << 20;
    private static final int MOST_DECOMPRESSED = 64 << 10;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final HostileFrames hostile = new HostileFrames(random);
    private final PooledByteBufAllocator allocator = new PooledByteBufAllocator(true);
    private final HeaderReader header = new HeaderReader();
    private final TopicRouteDecoder routes = new TopicRouteDecoder(JsonBodies.ofContextClassLoader());
    private final LeakWatch watch = new LeakWatch();
    private int read;
    private int refused;

    @AfterEach
    void stopWatching() {
        watch.close();
    }

    @Test
    void eachIsReadOrRefusedWithAReasonAndNoBufferIsLost() {
        FrameSplitter splitter = new FrameSplitter(MAX_FRAME_BYTES, this::frame);
        for (int i = 0; i < FRAMES; i++) {
            byte[] bytes = hostile.insteadOfAnswer(random.nextInt());
            try {
                split(splitter, bytes);
            } catch (ProtocolException broken) {
                assertThat(broken).hasMessageMatching("(?s).{10,}");
                refused++;
                splitter.release();
                splitter = new FrameSplitter(MAX_FRAME_BYTES, this::frame);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", frame " + i + ": " + ByteBufUtil.hexDump(bytes), e);
            }
        }
        splitter.release();
        assertThat(watch.leaks()).as("seed %d", seed).isEmpty();
        assertThat(allocator.metric().directArenas())
                .as("seed %d", seed)
                .allSatisfy(arena -> assertThat(arena.numActiveAllocations()).isZero());
        assertThat(read).as("read, seed %d", seed).isGreaterThan(FRAMES / 10);
        assertThat(refused).as("refused, seed %d", seed).isGreaterThan(FRAMES / 10);
    }

    /** In pieces, as a network brings them. */
    private void split(FrameSplitter splitter, byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int piece = random.nextInt(4) > 0 ? bytes.length - at : 1 + random.nextInt(bytes.length - at);
            ByteBuf in = allocator.directBuffer(piece).writeBytes(bytes, at, piece);
            try {
                splitter.read(in, allocator);
            } finally {
                in.release();
            }
            at += piece;
        }
    }

    private void frame(ByteBuf frame) {
        header.read(frame);
        read++;
        assertThat(header.extFields()).isNotNull();
        MessageProperties.decode(header.remark());
        assertThat(SendAnswer.of(header).queueId()).isGreaterThanOrEqualTo(Integer.MIN_VALUE);
        byte[] body = ByteBufUtil.getBytes(header.body());
        harmless(() -> routes.decode(body));
        harmless(() -> StoredRecordDecoder.decode(body));
        harmless(() -> assertThat(PushedReply.decode(header, body).body(MOST_DECOMPRESSED))
                .satisfiesAnyOf(
                        restored -> assertThat(restored).hasSizeLessThanOrEqualTo(MOST_DECOMPRESSED),
                        restored -> assertThat(restored).isSameAs(body)));
    }

    private static void harmless(Runnable decoding) {
        try {
            decoding.run();
        } catch (ProtocolException refused) {
            assertThat(refused).hasMessageMatching("(?s).{10,}");
        }
    }
}
