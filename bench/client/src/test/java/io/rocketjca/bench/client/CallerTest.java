package io.rocketjca.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

    private static final int ENOUGH = 5000;

    private final LongAdder failures = new LongAdder();
    private final Latency latency = new Latency();

    @ParameterizedTest
    @ValueSource(strings = {"sync", "async", "oneway"})
    void everyMessageIsCountedOnce(String mode) throws Exception {
        CountingProducer producer = new CountingProducer(0);
        Caller caller = call(mode, producer);
        assertThat(caller.done()).isEqualTo(producer.sends.get()).isGreaterThanOrEqualTo(ENOUGH);
        assertThat(failures.sum()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "async", "oneway"})
    void everyFailureIsCounted(String mode) throws Exception {
        CountingProducer producer = new CountingProducer(10);
        call(mode, producer);
        assertThat(failures.sum()).isEqualTo(producer.sends.get() / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "async", "oneway"})
    void producersTakeTurns(String mode) throws Exception {
        CountingProducer first = new CountingProducer(0);
        CountingProducer second = new CountingProducer(0);
        call(mode, first, second);
        assertThat(first.sends.get() - second.sends.get()).isBetween(0, 1);
    }

    private Caller call(String mode, Producer... producers) throws Exception {
        Caller caller = new Caller(
                new RunRequest(mode, "bench-random-1", 1, producers.length, 4, 0, 0, 0), producers, latency, failures);
        Thread thread = new Thread(caller);
        thread.start();
        while (caller.done() < ENOUGH) {
            Thread.onSpinWait();
        }
        caller.stop();
        thread.join();
        return caller;
    }

    private static final class CountingProducer implements Producer {

        private final AtomicInteger sends = new AtomicInteger();
        private final int failsOneIn;

        CountingProducer(int failsOneIn) {
            this.failsOneIn = failsOneIn;
        }

        @Override
        public void send() throws Exception {
            if (fails()) {
                throw new Exception("as told");
            }
        }

        @Override
        public void sendAsync(Completion completion) {
            completion.accept(this, fails() ? new Exception("as told") : null);
        }

        @Override
        public void sendOneWay() throws Exception {
            send();
        }

        @Override
        public void close() {
            // nothing to close
        }

        private boolean fails() {
            int count = sends.incrementAndGet();
            return failsOneIn > 0 && count % failsOneIn == 0;
        }
    }
}
