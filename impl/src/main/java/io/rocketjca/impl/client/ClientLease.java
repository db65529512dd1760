package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.producer.MessageProducer;

/** One holder's share in a client instance; the instance may end only after its last lease is closed. Thread-safe. */
public interface ClientLease extends AutoCloseable {

    /** The producer for a configuration; equal configurations share one. Its group is announced by heartbeats. */
    MessageProducer producer(ProducerConfig config);

    /** Whether the client instance can send; false for ever once it is closed. Reads memory only. */
    boolean running();

    /** Gives the share back. Closing it again does nothing. */
    @Override
    void close();
}
