package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.time.Timer;

/**
 * Puts messages that are sent one by one together into batches, if the producer is configured so: knows which messages may
 * travel with others, and has one {@link AutoBatchLane} for those of each topic.
 */
final class AutoBatch {

    /** Brokers refuse batches to topics that begin so. */
    private static final String RETRY_TOPIC_PREFIX = "%RETRY%";

    private final Timer timer;
    private final int maxMessageBytes;

    private AutoBatch(Timer timer, int maxMessageBytes) {
        this.timer = timer;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** That of a producer, or {@code null} if it sends each message alone. */
    static AutoBatch of(ProducerConfig config, SendEnvironment environment) {
        return config.flow().autoBatch()
                ? new AutoBatch(environment.time().timer(), config.body().maxBytes())
                : null;
    }

    /**
     * Whether a message may travel with others. Not if something of it is said in the request instead of the message: its queue,
     * an order to keep, a kind of its own, compression. Nor if nobody awaits its answer: a one-way send has nothing to be
     * gathered behind.
     *
     * @param body what is sent of the message
     */
    static boolean mayGather(Message message, byte[] body, SendMode mode) {
        return mode != SendMode.ONE_WAY
                && message.options() == null
                && !message.placed()
                && !message.reply()
                && body == message.body()
                && !message.topic().startsWith(RETRY_TOPIC_PREFIX);
    }

    AutoBatchLane lane(SendSteps steps, String topic) {
        return new AutoBatchLane(steps, timer, topic, maxMessageBytes);
    }
}
