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

    /** A cheaper way to hand over than that of the floor beside which the goals were set. */
    static final String FLOOR_QUEUE = "floor-queue";

    /** Sends nothing, at the same pace. */
    static final String PACING = "pacing";

    /** Ours with LZ4 instead of zlib; in the results it is ours, as no other takes part beside it. */
    static final String OURS_LZ4 = "ours-lz4";

    /** Both clients with {@code autoBatch}. */
    static final String OURS_BATCHING = "ours-autobatch";

    static final String OFFICIAL_BATCHING = "official-autobatch";

    /** Ours with a log of prepared branches that is in memory. */
    static final String OURS_UNFORCED = "ours-unforced";

    /** Ours as the only resource of its transactions, which takes no log. */
    static final String OURS_LOCAL = "ours-local";

    /** Connections of an adapter that does nothing, in the same server as ours. */
    static final String CONTROL = "control";

    /** For each message both: such a connection, taken and given back, and a plain send in the same server. */
    static final String CONTROL_AND_PLAIN = "control-and-plain";

    /** Ours outside of the server in which it is measured. */
    static final String PLAIN = "plain";

    static final List<String> ALL = List.of(OURS, OFFICIAL, FLOOR, FLOOR_QUEUE);
    static final List<String> THREE = List.of(OURS, OFFICIAL, FLOOR);
    static final List<String> PACED = List.of(OURS, OFFICIAL, FLOOR, PACING);
    static final List<String> LZ4 = List.of(OURS_LZ4, OFFICIAL);
    static final List<String> CLIENTS = List.of(OURS, OFFICIAL);
    static final List<String> BATCHING = List.of(OURS, OURS_BATCHING, OFFICIAL, OFFICIAL_BATCHING);
    static final List<String> TRANSACTIONS = List.of(OURS, OURS_UNFORCED, OURS_LOCAL, OFFICIAL);
    static final List<String> IN_CONTAINER = List.of(OURS, CONTROL_AND_PLAIN, CONTROL, PLAIN);

    /** So many asynchronous messages may be under way. */
    private static final int WINDOW = 1000;

    /** Processor time comes in steps of 10 ms, which must not show at a low rate. */
    private static final long PACED_MILLIS = 5000;

    String topic() {
        return Bodies.topic(kind, bytes);
    }

    RunRequest warming(long millis, long server) {
        return new RunRequest(mode, topic(), threads, producers, WINDOW, rate, millis, server);
    }

    RunRequest request(long millis, long server) {
        return warming(rate > 0 ? Math.max(millis, PACED_MILLIS) : millis, server);
    }

    /** The name of a subject in the results. */
    static String shown(String subject) {
        return subject.equals(OURS_LZ4) ? OURS : subject;
    }

    /** Whether a subject sends as one of the two clients as they are, which most scenarios and goals are about. */
    static boolean main(String subject) {
        return List.of(OURS, OFFICIAL, CONTROL_AND_PLAIN, PLAIN).contains(subject);
    }

    /** Whether a subject is one of the two clients with another setting. */
    static boolean variant(String subject) {
        return !main(subject) && (subject.startsWith(OURS) || subject.startsWith(OFFICIAL));
    }

    String title() {
        return name + " " + bytes + " B x" + threads;
    }
}
