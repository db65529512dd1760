package io.rocketjca.itests.transactions;

/**
 * A point of a transaction at which the application stops.
 *
 * @param point the name of the point
 * @param work the number of the transaction, 0 for what is done outside of any
 * @param occurrence at which time of reaching it; from 1
 * @param deadly whether the process halts there; else it waits for a word
 */
record Trap(String point, int work, int occurrence, boolean deadly) {

    static Trap halt(String point, int work) {
        return new Trap(point, work, 1, true);
    }

    static Trap pause(String point, int work) {
        return new Trap(point, work, 1, false);
    }

    /** The same at a later time of reaching the point. */
    Trap at(int time) {
        return new Trap(point, work, time, deadly);
    }

    String text() {
        return (deadly ? "halt" : "pause") + ":" + point + ":" + work + ":" + occurrence;
    }

    static Trap of(String text) {
        String[] parts = text.split(":");
        return new Trap(parts[1], Integer.parseInt(parts[2]), Integer.parseInt(parts[3]), parts[0].equals("halt"));
    }
}
