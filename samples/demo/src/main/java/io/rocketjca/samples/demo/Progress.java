package io.rocketjca.samples.demo;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells on the console what is going on: one line per step, a dot for every two seconds that it takes. */
final class Progress {

    private static final long DOT_SECONDS = 2;

    private final PrintStream console;

    Progress(PrintStream console) {
        this.console = console;
    }

    void say(String line) {
        console.println(line);
    }

    <T> T step(String what, Callable<T> work) throws Exception {
        console.print("  " + what + " ");
        console.flush();
        long start = System.nanoTime();
        ScheduledExecutorService dots = Executors.newSingleThreadScheduledExecutor();
        dots.scheduleAtFixedRate(this::dot, DOT_SECONDS, DOT_SECONDS, TimeUnit.SECONDS);
        boolean done = false;
        try {
            T result = work.call();
            done = true;
            return result;
        } finally {
            dots.shutdownNow();
            long tenths = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 100;
            console.println((done ? " done" : " FAILED") + " (" + tenths / 10 + "." + tenths % 10 + " s)");
        }
    }

    private void dot() {
        console.print('.');
        console.flush();
    }
}
