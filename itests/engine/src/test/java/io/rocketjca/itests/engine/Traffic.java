package io.rocketjca.itests.engine;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.UncertainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Threads that send synchronously and one stream of asynchronous sends, at a modest pace, until {@link #end}. One half of the
 * threads and every other message of the stream is sent with retries, the others without.
 */
final class Traffic {

    private static final int SYNC_THREADS = 8;
    private static final int ASYNC_IN_FLIGHT = 64;
    private static final long PAUSE_MILLIS = 4;

    private final RocketMQConnection patient;
    private final RocketMQConnection hasty;
    private final String topic;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Semaphore asyncRoom = new Semaphore(ASYNC_IN_FLIGHT);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;
    private volatile long longestPauseNanos;

    /** How one send ended. */
    record Sent(String body, SendReceipt receipt, Throwable failure, long startNanos, long endNanos) {

        boolean acknowledged() {
            return receipt != null;
        }

        boolean uncertain() {
            return failure instanceof UncertainException;
        }

        /** The id under which a message may be stored that ended uncertain. */
        String uncertainId() {
            return ((UncertainException) failure).messageId();
        }

        Duration took() {
            return Duration.ofNanos(endNanos - startNanos);
        }

        boolean overlaps(long fromNanos, long toNanos) {
            return startNanos - toNanos <= 0 && endNanos - fromNanos >= 0;
        }
    }

    /**
     * @param patient sends with retries
     * @param hasty sends without
     */
    Traffic(RocketMQConnection patient, RocketMQConnection hasty, String topic) {
        this.patient = patient;
        this.hasty = hasty;
        this.topic = topic;
    }

    Traffic start() {
        for (int thread = 0; thread < SYNC_THREADS; thread++) {
            int number = thread;
            run(() -> sendSync(connection(number), "s" + number));
        }
        run(this::streamAsync);
        run(this::watchForPauses);
        return this;
    }

    private RocketMQConnection connection(int number) {
        return number % 2 == 0 ? patient : hasty;
    }

    private void run(Runnable loop) {
        Thread thread = new Thread(loop, "traffic");
        threads.add(thread);
        thread.start();
    }

    private void sendSync(RocketMQConnection connection, String name) {
        for (int i = 0; !ending; i++) {
            String body = name + "/" + i;
            long start = System.nanoTime();
            try {
                ended(body, connection.send(message(body)), null, start);
            } catch (RuntimeException failure) {
                ended(body, null, failure, start);
            }
            pause();
        }
    }

    private void streamAsync() {
        for (int i = 0; !ending; i++) {
            String body = "a/" + i;
            asyncRoom.acquireUninterruptibly();
            long start = System.nanoTime();
            connection(i).sendAsync(message(body)).whenComplete((receipt, failure) -> {
                ended(body, receipt, failure, start);
                asyncRoom.release();
            });
            pause();
        }
    }

    private Message message(String body) {
        return Message.to(topic).text(body).build();
    }

    private void ended(String body, SendReceipt receipt, Throwable failure, long start) {
        sent.add(new Sent(body, receipt, failure, start, System.nanoTime()));
    }

    /** A machine that stands still delays every thread: such a delay is not the fault of a send. */
    private void watchForPauses() {
        while (!ending) {
            long start = System.nanoTime();
            pause();
            long late = System.nanoTime() - start - TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
            longestPauseNanos = Math.max(longestPauseNanos, late);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the traffic and waits for every send to end. */
    void end(Duration atMost) throws InterruptedException {
        ending = true;
        long end = System.nanoTime() + atMost.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            if (thread.isAlive()) {
                throw new AssertionError("A send does not end");
            }
        }
        if (!asyncRoom.tryAcquire(ASYNC_IN_FLIGHT, Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("An asynchronous send does not end");
        }
    }

    Queue<Sent> sent() {
        return sent;
    }

    long acknowledged() {
        return sent.stream().filter(Sent::acknowledged).count();
    }

    /** Whether a broker has acknowledged a send that began after a moment. */
    boolean acknowledgedBy(String broker, long afterNanos) {
        return sent.stream()
                .anyMatch(one -> one.acknowledged()
                        && one.startNanos() - afterNanos > 0
                        && one.receipt().brokerName().equals(broker));
    }

    Duration longestPause() {
        return Duration.ofNanos(longestPauseNanos);
    }
}
