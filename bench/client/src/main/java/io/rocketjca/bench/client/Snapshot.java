package io.rocketjca.bench.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What this process and the machine have used up to a moment.
 *
 * @param nanos the moment
 * @param cpu processor time of this process: all threads, those of the compiler and the collector too
 * @param allocated bytes allocated by each Java thread that lives, event loops included
 * @param machine processor time of everybody
 * @param server processor time of the far end
 */
record Snapshot(long nanos, long cpu, Map<Long, Long> allocated, long machine, long server) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Snapshot take(long serverPid) throws IOException {
        Map<Long, Long> allocated = new HashMap<>();
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] >= 0) { // -1: ended meanwhile
                allocated.put(ids[i], bytes[i]);
            }
        }
        return new Snapshot(
                System.nanoTime(),
                SYSTEM.getProcessCpuTime(),
                allocated,
                ProcessorTime.ofMachine(),
                ProcessorTime.ofProcess(serverPid));
    }

    /** Tells what so many messages cost since an earlier moment. */
    void addTo(Map<String, Double> report, Snapshot before, long messages) {
        double wall = nanos - before.nanos;
        double each = Math.max(1, messages);
        report.put("msg_per_s", messages * 1e9 / wall);
        report.put("cpu_us_per_msg", (cpu - before.cpu) / each / 1000);
        report.put("alloc_b_per_msg", allocatedSince(before.allocated) / each);
        report.put("client_cores", (cpu - before.cpu) / wall);
        report.put("server_cpu_us_per_msg", (server - before.server) / each / 1000);
        report.put("server_cores", (server - before.server) / wall);
        report.put(
                "foreign_cores",
                Math.max(0, (machine - before.machine) - (cpu - before.cpu) - (server - before.server)) / wall);
    }

    /** Threads that are new count from nothing; what threads allocated that ended meanwhile is lost. */
    long allocatedSince(Map<Long, Long> before) {
        long sum = 0;
        for (Map.Entry<Long, Long> thread : allocated.entrySet()) {
            sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return sum;
    }
}
