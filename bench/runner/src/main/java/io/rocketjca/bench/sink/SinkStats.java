package io.rocketjca.bench.sink;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What the sink has seen so far, of all connections. */
final class SinkStats {

    private final LongAdder received = new LongAdder();
    private final LongAdder checked = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private final AtomicReference<String> firstFault = new AtomicReference<>("none");

    void received(int sends) {
        received.add(sends);
    }

    /** Counts a check and, unless it is {@code null}, its fault. */
    void checked(String fault) {
        checked.increment();
        if (fault != null) {
            faults.increment();
            firstFault.compareAndSet("none", fault);
        }
    }

    long faults() {
        return faults.sum();
    }

    long checks() {
        return checked.sum();
    }

    /** As one line of {@code key=value}, the first fault last because it may hold spaces. */
    String line() {
        return "received=" + received.sum() + " checked=" + checked.sum() + " faults=" + faults.sum() + " first="
                + firstFault.get().replaceAll("\\s+", " ");
    }
}
