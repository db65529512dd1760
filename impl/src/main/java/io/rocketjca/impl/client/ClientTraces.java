package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.producer.SendEnvironment;
import io.rocketjca.impl.trace.MessageTrace;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the producers of one client instance, and gives those a message trace that are configured to have one. */
final class ClientTraces {

    private static final Logger LOG = LoggerFactory.getLogger(ClientTraces.class);

    private final SendEnvironment sending;
    private final BiFunction<ProducerConfig, SendEnvironment, MessageProducer> producers;
    private final Consumer<Runnable> repeat;
    private final List<MessageTrace> traces = new CopyOnWriteArrayList<>();

    /**
     * Has no trace yet.
     *
     * @param sending what producers send with
     * @param producers makes producers
     * @param repeat has a trace flushed every {@link MessageTrace#FLUSH_INTERVAL}
     */
    ClientTraces(
            SendEnvironment sending,
            BiFunction<ProducerConfig, SendEnvironment, MessageProducer> producers,
            Consumer<Runnable> repeat) {
        this.sending = sending;
        this.producers = producers;
        this.repeat = repeat;
    }

    /** The producer for a configuration; if its trace cannot be had, it sends without. */
    MessageProducer producer(ProducerConfig wanted) {
        if (wanted.traceTopic() == null) {
            return producers.apply(wanted, sending);
        }
        try {
            MessageTrace trace = new MessageTrace(wanted, sending, producers);
            repeat.accept(trace::flush);
            traces.add(trace);
            return producers.apply(wanted, sending.listening(trace));
        } catch (RuntimeException e) {
            LOG.warn("message trace cannot start, sending goes on without group={}", wanted.producerGroup(), e);
            return producers.apply(wanted, sending);
        }
    }

    /** Sends what waits, and tells whether all of it has arrived or is lost. */
    boolean flushed() {
        boolean all = true;
        for (MessageTrace trace : traces) {
            all &= trace.flushed();
        }
        return all;
    }

    void close() {
        traces.forEach(MessageTrace::close);
    }
}
