package io.rocketjca.impl.producer;

import io.netty.buffer.ByteBuf;
import io.rocketjca.Message;
import io.rocketjca.SendOutcome;
import io.rocketjca.impl.protocol.BatchBody;
import io.rocketjca.impl.protocol.UniqueIdSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages that go to one queue in one request: of one topic, placed alike, and all compressed or all not, because a batch has
 * one flag for that. Collects them until it is full; for one thread.
 */
final class MessageBatch {

    /** The most messages in one batch: with more, their ids alone would make the answer larger than most messages. */
    static final int MOST_MESSAGES = 1024;

    private final TopicTargets targets;
    private final MessageBatch previous;
    private final boolean compressed;
    private final long maxBytes;
    private final List<Entry> entries = new ArrayList<>();
    private int bytes;
    private long storedBytes;

    /**
     * One message.
     *
     * @param index its place among the messages of the caller
     * @param body what is sent, perhaps compressed
     * @param properties its own properties, encoded, or {@code null}
     */
    record Entry(int index, Message message, byte[] body, byte[] properties) {

        boolean compressed() {
            return body != message.body();
        }
    }

    /**
     * @param previous the batch that must be stored before this one is sent, or {@code null}
     * @param maxBytes the limit of brokers for what they store of a batch
     */
    MessageBatch(TopicTargets targets, MessageBatch previous, boolean compressed, int maxBytes) {
        this.targets = targets;
        this.previous = previous;
        this.compressed = compressed;
        this.maxBytes = maxBytes;
    }

    /** Whether one more message may travel with those that are here. */
    boolean takes(Entry entry) {
        return entry.compressed() == compressed
                && entries.size() < MOST_MESSAGES
                && storedBytes + storedBytesOf(entry) <= maxBytes;
    }

    void add(Entry entry) {
        entries.add(entry);
        bytes += BatchBody.bytesOf(entry.body(), entry.properties());
        storedBytes += storedBytesOf(entry);
    }

    private long storedBytesOf(Entry entry) {
        int own = BatchBody.bytesOf(entry.body(), entry.properties());
        return BatchBody.storedBytesOf(own, targets.topic());
    }

    /** Writes the body of the whole, {@link #bytes} long, with unique keys from tickets that follow each other. */
    void write(ByteBuf out, UniqueIdSource ids, long firstTicket) {
        long ticket = firstTicket;
        for (Entry entry : entries) {
            int flag = entry.message().flag();
            BatchBody.write(out, flag, entry.body(), entry.properties(), ids.high(ticket), ids.low(ticket));
            ticket++;
        }
    }

    int bytes() {
        return bytes;
    }

    /** Notes how each message ended, at the caller's place for it. */
    void conclude(SendCall call, SendOutcome[] outcomes) {
        for (int position = 0; position < entries.size(); position++) {
            outcomes[entries.get(position).index()] = call.awaitOutcome(position);
        }
    }

    /** Notes that no message was sent. */
    void conclude(SendOutcome.Failed failed, SendOutcome[] outcomes) {
        entries.forEach(entry -> outcomes[entry.index()] = failed);
    }

    /** Whether each message has a receipt. */
    boolean stored(SendOutcome[] outcomes) {
        return entries.stream().allMatch(entry -> outcomes[entry.index()] instanceof SendOutcome.Stored);
    }

    Entry first() {
        return entries.get(0);
    }

    MessageBatch previous() {
        return previous;
    }

    Message message(int position) {
        return entries.get(position).message();
    }

    int size() {
        return entries.size();
    }

    boolean compressed() {
        return compressed;
    }

    TopicTargets targets() {
        return targets;
    }
}
