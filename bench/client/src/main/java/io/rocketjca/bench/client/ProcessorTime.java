package io.rocketjca.bench.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time as Linux counts it, in nanoseconds: of the machine and of other processes. */
final class ProcessorTime {

    /** The unit of these files, the same on all Linux systems that Java runs on. */
    private static final long TICK_NANOS = 10_000_000L;

    private ProcessorTime() {}

    /** The time that all processors together were not idle. */
    static long ofMachine() throws IOException {
        return machineTicks(Files.readString(Path.of("/proc/stat"))) * TICK_NANOS;
    }

    /** The time that a process has used; 0 if there is no such process. */
    static long ofProcess(long pid) throws IOException {
        Path file = Path.of("/proc/" + pid + "/stat");
        return Files.exists(file) ? processTicks(Files.readString(file)) * TICK_NANOS : 0;
    }

    /** user, nice, system, idle, iowait, irq, softirq, steal; guests are part of user. */
    static long machineTicks(String stat) {
        String[] fields = stat.lines().findFirst().orElseThrow().trim().split(" +");
        long ticks = 0;
        for (int i = 1; i <= 8; i++) {
            boolean idle = i == 4 || i == 5;
            ticks += idle ? 0 : Long.parseLong(fields[i]);
        }
        return ticks;
    }

    /** The 14th and 15th field; the second is a name that may hold spaces and parentheses. */
    static long processTicks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
}
