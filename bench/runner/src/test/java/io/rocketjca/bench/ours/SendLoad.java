package io.rocketjca.bench.ours;

import com.sun.management.ThreadMXBean;
import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.bench.client.Bodies;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Sends by the calling thread, in turn through connections and to topics; knows what they cost on this thread and
 * on the adapter's in the cheapest of all rounds, which is the one that other load has disturbed least.
 */
final class SendLoad {

    private static final int WARM_ROUNDS = 5;
    private static final int ROUNDS = 15;
    private static final int ASYNC_SENDS = 50_000;
    private static final int SYNC_SENDS = 2_500;
    private static final int WINDOW = 1000;
    private static final byte[] BODY = Bodies.of("bench-random-128");
    private static final String LOOP = "rocketjca";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final RocketMQConnection[] connections;
    private final String[] topics;
    private final Semaphore window = new Semaphore(WINDOW);
    private final BiConsumer<SendReceipt, Throwable> completion = this::ended;
    private final boolean waiting;
    private final int sends;
    private int turn;
    private volatile Throwable failure;
    private double leastNanos = Double.MAX_VALUE;
    private double leastBytes = Double.MAX_VALUE;

    /**
     * @param waiting whether each send is waited for; if not, a thousand are under way
     */
    SendLoad(boolean waiting, RocketMQConnection[] connections, String... topics) {
        this.waiting = waiting;
        this.sends = waiting ? SYNC_SENDS : ASYNC_SENDS;
        this.connections = connections;
        this.topics = topics;
    }

    /** Lets both run in turn, so that whatever else happens on the machine happens to both; may be done again. */
    static void compare(SendLoad one, SendLoad other) throws InterruptedException {
        for (int round = 0; round < WARM_ROUNDS; round++) {
            one.send();
            other.send();
        }
        for (int round = 0; round < ROUNDS; round++) {
            one.measure();
            other.measure();
        }
    }

    /** Processor time per message. */
    double leastNanos() {
        return leastNanos;
    }

    double leastBytes() {
        return leastBytes;
    }

    private void measure() throws InterruptedException {
        Cost before = Cost.now();
        send();
        Cost after = Cost.now();
        leastNanos = Math.min(leastNanos, (after.nanos - before.nanos) / (double) sends);
        leastBytes = Math.min(leastBytes, (after.bytes - before.bytes) / (double) sends);
    }

    private void send() throws InterruptedException {
        for (int i = 0; i < sends; i++) {
            Message message =
                    Message.to(topics[turn % topics.length]).body(BODY).build();
            RocketMQConnection connection = connections[turn % connections.length];
            turn++;
            if (waiting) {
                connection.send(message);
            } else {
                window.acquire();
                connection.sendAsync(message).whenComplete(completion);
            }
        }
        if (!window.tryAcquire(WINDOW, 20, TimeUnit.SECONDS)) {
            throw new AssertionError("Not all messages are answered");
        }
        window.release(WINDOW);
        if (failure != null) {
            throw new AssertionError("A send failed", failure);
        }
    }

    private void ended(SendReceipt receipt, Throwable cause) {
        if (cause != null) {
            failure = cause;
        }
        window.release();
    }

    /** What this thread and those of the adapter have used so far. */
    private record Cost(long nanos, long bytes) {

        static Cost now() {
            long nanos = 0;
            long bytes = 0;
            for (long id : THREADS.getAllThreadIds()) {
                var info = THREADS.getThreadInfo(id);
                boolean counts = id == Thread.currentThread().getId()
                        || info != null && info.getThreadName().startsWith(LOOP);
                if (counts) {
                    nanos += THREADS.getThreadCpuTime(id);
                    bytes += THREADS.getThreadAllocatedBytes(id);
                }
            }
            return new Cost(nanos, bytes);
        }
    }
}
