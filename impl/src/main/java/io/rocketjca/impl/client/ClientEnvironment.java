package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.producer.SendEnvironment;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.remoting.ConnectionListener;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.transaction.TransactionEngine;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * What all client instances of one runtime are made with.
 *
 * @param config what they have in common
 * @param time clocks and timer
 * @param transport opens the connections of the instance for an identity, telling the listener
 * @param producers makes the producer for a configuration
 * @param completions runs the completions of sends that bring no dispatcher, and those whose dispatcher refuses
 * @param clientIds makes their client ids
 * @param messageIds makes the unique keys of their messages
 * @param random spreads their sends; safe for many threads
 * @param bodies reads and writes JSON bodies
 * @param transactions answers brokers that ask how a transaction ended
 */
record ClientEnvironment(
        RuntimeConfig config,
        TimeSource time,
        BiFunction<ClientIdentity, ConnectionListener, RemotingClient> transport,
        BiFunction<ProducerConfig, SendEnvironment, MessageProducer> producers,
        Executor completions,
        ClientIds clientIds,
        UniqueIdSource messageIds,
        RandomGenerator random,
        JsonBodies bodies,
        TransactionEngine transactions) {}
