package io.rocketjca.bench.runner;

import io.rocketjca.bench.client.Bodies;
import io.rocketjca.bench.client.RunRequest;
import java.util.List;

/**
 * One way of sending that is compared.
 *
 * @param name as results name it
 * @param mode as {@link RunRequest} knows it
 * @param kind {@code random} or {@code text} bodies
 * @param bytes the size of the bodies
 * @param threads calling threads
 * @param producers producers in one process
 * @param rate messages per second; 0 for flat out
 * @param subjects who takes part, in turn
 */
record Scenario(
        String name, String mode, String kind, int bytes, int threads, int producers, int rate, List<String> subjects) {

    static final String OURS = "ours";
    static final String OFFICIAL = "official";
    static final String FLOOR = "floor";

    /** Both clients with {@code autoBatch}. */
    static final String OURS_BATCHING = "ours-autobatch";

    static final String OFFICIAL_BATCHING = "official-autobatch";

    /** Ours with a log of prepared branches that is in memory. */
    static final String OURS_UNFORCED = "ours-unforced";

    /** Ours as the only resource of its transactions, which takes no log. */
    static final String OURS_LOCAL = "ours-local";

    /** Connections of an adapter that does nothing, in the same server as ours. */
    static final String CONTROL = "control";

    /** Ours outside of the server in which it is measured. */
    static final String PLAIN = "plain";

    static final List<String> ALL = List.of(OURS, OFFICIAL, FLOOR);
    static final List<String> CLIENTS = List.of(OURS, OFFICIAL);
    static final List<String> BATCHING = List.of(OURS, OURS_BATCHING, OFFICIAL, OFFICIAL_BATCHING);
    static final List<String> TRANSACTIONS = List.of(OURS, OURS_UNFORCED, OURS_LOCAL, OFFICIAL);
    static final List<String> IN_CONTAINER = List.of(OURS, CONTROL, PLAIN);

    /** So many asynchronous messages may be under way. */
    private static final int WINDOW = 1000;

    /** Processor time comes in steps of 10 ms, which must not show at a low rate. */
    private static final long PACED_MILLIS = 5000;

    String topic() {
        return Bodies.topic(kind, bytes);
    }

    RunRequest request(long millis, long server) {
        long measured = rate > 0 ? Math.max(millis, PACED_MILLIS) : millis;
        return new RunRequest(mode, topic(), threads, producers, WINDOW, rate, measured, server);
    }

    String title() {
        return name + " " + bytes + " B x" + threads;
    }
}
