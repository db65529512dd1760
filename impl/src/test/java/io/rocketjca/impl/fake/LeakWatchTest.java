package io.rocketjca.impl.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakWatchTest {

    @Test
    void aBufferThatIsNotReleasedIsReported() {
        for (ByteBufAllocator allocator :
                List.of(new UnpooledByteBufAllocator(true), new PooledByteBufAllocator(true))) {
            try (LeakWatch watch = new LeakWatch()) {
                lose(allocator);
                Instant end = Instant.now().plus(Duration.ofSeconds(30));
                while (watch.leaks().isEmpty() && Instant.now().isBefore(end)) {
                    Thread.onSpinWait();
                }
                assertThat(watch.leaks()).isNotEmpty();
            }
        }
    }

    @Test
    void aReleasedBufferIsNot() {
        try (LeakWatch watch = new LeakWatch()) {
            new UnpooledByteBufAllocator(true).directBuffer(7).release();
            assertThat(watch.leaks()).isEmpty();
        }
    }

    private static void lose(ByteBufAllocator allocator) {
        allocator.directBuffer(7).writeByte(1);
    }
}
