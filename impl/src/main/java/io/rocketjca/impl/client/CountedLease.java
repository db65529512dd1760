package io.rocketjca.impl.client;

import io.rocketjca.Message;
import io.rocketjca.ReplyMessage;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.transaction.ClusterLink;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lease that is given back to the registry once. */
final class CountedLease implements ClientLease {

    private final MQClientInstance instance;
    private final Runnable pin;
    private final Runnable giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param pin has the instance stay for good
     * @param giveBack ends this share
     */
    CountedLease(MQClientInstance instance, Runnable pin, Runnable giveBack) {
        this.instance = instance;
        this.pin = pin;
        this.giveBack = giveBack;
    }

    @Override
    public MessageProducer producer(ProducerConfig config) {
        if (closed.get()) {
            throw new IllegalStateException("The lease was given back");
        }
        return instance.producer(config);
    }

    @Override
    public CompletionStage<ReplyMessage> request(
            MessageProducer producer, Message message, Duration timeout, SendOptions options) {
        return instance.requests().request(producer, message, timeout, options);
    }

    @Override
    public ClusterLink transactions() {
        pin.run();
        return instance.transactions();
    }

    @Override
    public boolean running() {
        return instance.running() && !closed.get();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
