package io.rocketjca.impl.trace;

import io.rocketjca.SendOptions;
import io.rocketjca.impl.config.BodyConfig;
import io.rocketjca.impl.config.CompressType;
import io.rocketjca.impl.config.FlowConfig;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.config.TopicCreation;
import io.rocketjca.impl.producer.HalfListener;
import io.rocketjca.impl.producer.InFlightLimit;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.producer.SendEnvironment;
import io.rocketjca.impl.producer.SendGate;
import io.rocketjca.impl.producer.SendListener;
import io.rocketjca.impl.producer.StoredSend;
import io.rocketjca.impl.time.WallClock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The message trace of one producer: collects a record of each stored message and sends them in batches, through the same
 * client, as messages that are themselves neither traced nor intercepted. Never waits and never fails a send: records that
 * find no room, and those of a batch that cannot be sent, are lost and counted.
 */
public final class MessageTrace implements SendListener {

    /** How long a record waits for others at most. */
    public static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);

    /** The most records that wait. */
    static final int MAX_WAITING = 2048;

    /** The most batches under way. */
    static final int MAX_UNDER_WAY = 16;

    /** The most bytes under way: every batch as large as can be. */
    static final long MAX_BYTES_UNDER_WAY = 4L << 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int RETRIES = 2;

    private static final Logger LOG = LoggerFactory.getLogger(MessageTrace.class);

    private final String group;
    private final String topic;
    private final SendGate gate = new SendGate();
    private final MessageProducer producer;
    private final WallClock wallClock;
    private final Queue<TraceEntry> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicBoolean losing = new AtomicBoolean();

    /**
     * Makes the trace of a producer.
     *
     * @param traced its configuration, with a trace topic
     * @param sending what it sends with
     * @param producers makes producers
     */
    public MessageTrace(
            ProducerConfig traced,
            SendEnvironment sending,
            BiFunction<ProducerConfig, SendEnvironment, MessageProducer> producers) {
        this.group = traced.producerGroup();
        this.topic = traced.traceTopic();
        this.wallClock = sending.time().wallClock();
        InFlightLimit limit = new InFlightLimit(
                MAX_UNDER_WAY, MAX_BYTES_UNDER_WAY, sending.time().ticker());
        this.producer = producers.apply(ownConfig(traced), sending.apart(limit, gate));
    }

    /** Not compressed, as that would keep the event loop from its work. */
    private static ProducerConfig ownConfig(ProducerConfig traced) {
        return new ProducerConfig(
                traced.producerGroup(),
                TIMEOUT,
                RETRIES,
                new BodyConfig(BodyConfig.MAX_MESSAGE_BYTES, 0, CompressType.ZLIB, BodyConfig.MIN_COMPRESS_LEVEL),
                new TopicCreation(traced.topicCreation().onDemand(), 1),
                RoutingConfig.defaults(),
                traced.addressing(),
                FlowConfig.defaults(),
                null);
    }

    @Override
    public void stored(StoredSend send) {
        if (send.message().topic().equals(topic)) {
            return;
        }
        TraceRecord record = TraceRecord.of(send, group);
        if (record != null) {
            take(record);
        }
    }

    /** A half message is told of when it is stored, and when its transaction ends. */
    @Override
    public HalfListener half(StoredSend send) {
        TraceRecord half = TraceRecord.of(send, group);
        if (half == null) {
            return HalfListener.NONE;
        }
        take(half);
        return committed -> take(new EndRecord(wallClock.millis(), half, committed));
    }

    private void take(TraceEntry record) {
        if (!waiting.offer(record)) {
            lost(1, "too many records wait", null);
        }
        while (waiting.size() >= TraceBatch.MAX_RECORDS && sendBatch()) {
            // as long as there are full ones and room for them
        }
    }

    /** Sends what waits, as far as there is room under way. Never blocks. */
    public void flush() {
        while (!waiting.isEmpty() && sendBatch()) {
            // as long as there are records and room for them
        }
    }

    /** Sends what waits, and tells whether nothing waits or is under way any more. */
    public boolean flushed() {
        flush();
        return waiting.isEmpty() && underWay.get() == 0;
    }

    /** Gives up what is left. */
    public void close() {
        gate.close();
        int left = waiting.size();
        waiting.clear();
        if (left > 0) {
            lost(left, "the client stops", null);
        }
        if (lost.get() > 0) {
            LOG.info("message trace ended topic={} group={} lostRecords={}", topic, group, lost.get());
        }
    }

    /** The number of records that were lost so far. */
    public long lost() {
        return lost.get();
    }

    /** Whether there was room for another batch. */
    private boolean sendBatch() {
        if (underWay.incrementAndGet() > MAX_UNDER_WAY) {
            underWay.decrementAndGet();
            return false;
        }
        TraceBatch batch = new TraceBatch();
        while (!batch.full()) {
            TraceEntry next = waiting.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        if (batch.records() == 0) {
            underWay.decrementAndGet();
            return false;
        }
        producer.sendAsync(batch.message(topic), SendOptions.defaults())
                .whenComplete((receipt, failure) -> ended(batch.records(), failure));
        return true;
    }

    private void ended(int records, Throwable failure) {
        underWay.decrementAndGet();
        if (failure != null) {
            lost(records, "a trace message was not sent", failure);
        } else if (losing.compareAndSet(true, false)) {
            LOG.info("message trace works again topic={} group={} lostRecords={}", topic, group, lost.get());
        }
    }

    private void lost(int records, String why, Throwable failure) {
        long all = lost.addAndGet(records);
        if (losing.compareAndSet(false, true)) {
            String reason = failure == null ? why : why + ": " + failure.getMessage();
            LOG.warn(
                    "message trace loses records topic={} group={} lostRecords={} reason={}",
                    topic,
                    group,
                    all,
                    reason);
        } else if (failure != null) {
            LOG.debug("message trace still loses records topic={} group={} lostRecords={}", topic, group, all, failure);
        }
    }
}
