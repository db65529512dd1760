package io.rocketjca.bench.results;

/**
 * What figures belong to.
 *
 * @param scenario the name of the way of sending
 * @param bytes the size of the bodies
 * @param threads calling threads
 * @param peer {@code sink} or {@code broker}
 * @param subject who sends
 */
public record Row(String scenario, int bytes, int threads, String peer, String subject) {

    /** The same with another subject. */
    public Row of(String other) {
        return new Row(scenario, bytes, threads, peer, other);
    }

    /** Everything but the subject, for people. */
    public String title() {
        return scenario + " " + bytes + " B x" + threads + " " + peer;
    }
}
