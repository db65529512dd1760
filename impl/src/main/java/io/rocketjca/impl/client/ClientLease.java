package io.rocketjca.impl.client;

import io.rocketjca.Message;
import io.rocketjca.ReplyMessage;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.transaction.ClusterLink;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One holder's share in a client instance; the instance may end only after its last lease is closed. Thread-safe. */
public interface ClientLease extends AutoCloseable {

    /** The producer for a configuration; equal configurations share one. Its group is announced by heartbeats. */
    MessageProducer producer(ProducerConfig config);

    /**
     * Sends a request with one of these producers; the stage completes where the options say, once, with the reply or with the
     * reason why there is none. Throws nothing.
     */
    CompletionStage<ReplyMessage> request(
            MessageProducer producer, Message message, Duration timeout, SendOptions options);

    /**
     * The way by which transactions reach the brokers of this client, which from now on says to them that it can be asked how
     * transactions ended, and stays until the runtime is stopped. No I/O on the calling thread.
     */
    ClusterLink transactions();

    /** Whether the client instance can send; false for ever once it is closed. Reads memory only. */
    boolean running();

    /** Gives the share back. Closing it again does nothing. */
    @Override
    void close();
}
