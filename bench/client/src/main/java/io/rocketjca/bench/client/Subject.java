package io.rocketjca.bench.client;

/** A client that is compared with others. Has a constructor without parameters; started and stopped once. */
public interface Subject {

    /** Starts so many producers, each as an application of its own would. */
    void start(String nameServers, int producers) throws Exception;

    /** Called once per calling thread; {@code index} says which of the producers it uses. */
    Producer producer(int index, String topic, byte[] body) throws Exception;

    void stop() throws Exception;

    /** A thread, not started yet, on which producers may be used. */
    default Thread thread(Runnable task, String name) {
        return new Thread(task, name);
    }
}
