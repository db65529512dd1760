package io.rocketjca.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final int SIZE = 8;
    private static final int MESSAGES = 20_000;

    @Test
    void theCallerNeverRunsFurtherAheadThanTheWindow() throws Exception {
        Window window = new Window(SIZE);
        AtomicInteger ahead = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        BlockingQueue<Integer> sent = new LinkedBlockingQueue<>();
        Thread caller = new Thread(() -> {
            for (int i = 0; i < MESSAGES; i++) {
                window.enter();
                most.accumulateAndGet(ahead.incrementAndGet(), Math::max);
                sent.add(i);
            }
        });
        caller.start();
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(sent.poll(10, TimeUnit.SECONDS)).isEqualTo(i);
            ahead.decrementAndGet();
            window.leave();
        }
        caller.join();
        assertThat(most).hasValueBetween(2, SIZE);
        assertThat(window.completed()).isEqualTo(MESSAGES);
    }

    @Test
    void aBlockedCallerGoesOnOnlyWhenAQuarterIsFree() throws Exception {
        Window window = new Window(SIZE);
        Thread caller = new Thread(() -> {
            for (int i = 0; i <= SIZE; i++) {
                window.enter();
            }
        });
        caller.start();
        while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        window.leave();
        assertThat(caller.isAlive()).isTrue();
        window.leave();
        caller.join(10_000);
        assertThat(caller.isAlive()).isFalse();
    }

    @Test
    void whatDoesNotCompleteIsCounted() {
        Window window = new Window(SIZE);
        window.enter();
        window.enter();
        window.leave();
        assertThat(window.drain(System.nanoTime() + 5_000_000)).isEqualTo(1);
    }
}
