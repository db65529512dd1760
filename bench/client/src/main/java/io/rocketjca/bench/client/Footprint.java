package io.rocketjca.bench.client;

import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * How much of the JVM is taken.
 *
 * @param threads Java threads, those of a stand-in for a container's pool included
 * @param heapBytes what the heap holds after a collection
 */
record Footprint(int threads, long heapBytes) {

    static Footprint now() {
        System.gc();
        return new Footprint(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** Tells what was added to an empty JVM. */
    void addTo(Map<String, Double> report, Footprint empty) {
        report.put("threads", (double) (threads - empty.threads));
        report.put("heap_mb", (heapBytes - empty.heapBytes) / 1e6);
    }
}
