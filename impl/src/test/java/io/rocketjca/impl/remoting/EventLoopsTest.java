package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventLoopsTest {

    @Test
    void itsOneThreadStartsAtOnceAndIsGoneAfterTheStop() {
        Thread[] made = new Thread[1];
        EventLoops loops = EventLoops.start(task -> made[0] = new Thread(task, "loop-test"));
        assertThat(made[0].isAlive()).isTrue();
        assertThat(loops.stop(Duration.ofSeconds(10))).isTrue();
        assertThat(made[0].isAlive()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("globalEventExecutor"));
    }

    @Test
    void aTaskThatThrowsIsRepeatedUntilItIsCancelled() throws Exception {
        EventLoops loops = EventLoops.start(Thread::new, Epoll.isAvailable(), Buffers.create());
        CountDownLatch runs = new CountDownLatch(3);
        Timer.Scheduled repeated = loops.timer().every(Duration.ZERO, Duration.ofMillis(1), () -> {
            runs.countDown();
            throw new IllegalStateException("task");
        });
        assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
        repeated.cancel();
        assertThat(loops.stop(Duration.ofSeconds(10))).isTrue();
        loops.timer().once(Duration.ZERO, () -> {}).cancel();
    }
}
