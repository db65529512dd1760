package io.rocketjca.bench.client;

/** What one calling thread sends with: always the same topic and body, in a message built anew for every send. */
public interface Producer extends AutoCloseable {

    /** Sends and waits for the receipt. */
    void send() throws Exception;

    /** Sends; the completion hears of the end exactly once, on any thread. */
    void sendAsync(Completion completion);

    void sendOneWay() throws Exception;

    @Override
    void close();
}
