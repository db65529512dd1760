package io.rocketjca.bench.client;

/** What one calling thread sends with: always the same topic and body, in a message built anew for every send. */
public interface Producer extends AutoCloseable {

    /** The messages of one batch. */
    int BATCH = 32;

    /** Sends and waits for the receipt. */
    void send() throws Exception;

    /** Sends; the completion hears of the end exactly once, on any thread. */
    void sendAsync(Completion completion);

    void sendOneWay() throws Exception;

    /** Sends {@link #BATCH} messages with one call and waits for their receipts. */
    default void sendBatch() throws Exception {
        throw new UnsupportedOperationException("This producer sends no batches");
    }

    /** Sends in a transaction and commits it. */
    default void sendInTransaction() throws Exception {
        throw new UnsupportedOperationException("This producer has no transactions");
    }

    @Override
    void close();
}
