package io.rocketjca.bench.runner;

/** The far end, in a process of its own. */
interface Peer extends AutoCloseable {

    String name();

    String nameServers();

    long pid();

    /** Makes sure that a topic can be sent to. */
    void prepare(String topic);

    /** Whether it needs time of its own, with all subjects warm already, until messages cost it what they will cost. */
    default boolean warmsUp() {
        return false;
    }

    /** What it says about the messages it received, in words. */
    String verdict();

    @Override
    void close();
}
