package io.rocketjca.impl.transaction.log;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Forces branches until it is killed: prints {@code open}, then {@code >n.} before it forces branch n, {@code +n.} when that has
 * returned, and {@code -n.} before it forgets it. Arguments: directory, first number, bytes that a file may grow.
 */
final class BusyWriter {

    private static final int THREADS = 4;

    private BusyWriter() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        FileBranchLog log = FileBranchLog.open(
                Path.of(arguments[0]), () -> Branches.IDENTITY, Branches.files(Long.parseLong(arguments[2])));
        out.println("open");
        AtomicLong numbers = new AtomicLong(Long.parseLong(arguments[1]));
        Threads.run(THREADS, thread -> {
            while (true) {
                long number = numbers.getAndIncrement();
                out.println(">" + number + ".");
                log.force(Branches.branch(number));
                out.println("+" + number + ".");
                if (number % 8 != 0) {
                    out.println("-" + number + ".");
                    log.forget(Branches.id(number));
                }
            }
        });
    }
}
