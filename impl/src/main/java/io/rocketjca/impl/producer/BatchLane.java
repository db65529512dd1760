package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.QueueId;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of one {@code sendAll} that go to the same place, in batches. Messages with a queue or an ordering key keep their
 * order, so that each batch of such a lane waits for the one before; others only have to fill as few batches as possible.
 */
final class BatchLane {

    /** Brokers refuse batches to topics that begin so. */
    private static final String RETRY_TOPIC_PREFIX = "%RETRY%";

    private final TopicTargets targets;
    private final boolean ordered;
    private final boolean batching;
    private final int maxBytes;
    private final List<MessageBatch> batches = new ArrayList<>();
    private MessageBatch plain;
    private MessageBatch compressed;

    /** What the messages of a lane have in common. */
    record Place(String topic, boolean reply, QueueId queue, String orderingKey, int orderingHash) {

        static Place of(Message message) {
            return new Place(
                    message.topic(), message.reply(), message.queue(), message.orderingKey(), message.orderingHash());
        }
    }

    BatchLane(TopicTargets targets, Place place, int maxBytes) {
        this.targets = targets;
        this.ordered = place.queue() != null || place.orderingKey() != null;
        this.batching = !place.topic().startsWith(RETRY_TOPIC_PREFIX);
        this.maxBytes = maxBytes;
    }

    void add(MessageBatch.Entry entry) {
        MessageBatch open = open(entry.compressed());
        if (open == null || !batching || alone(entry) || alone(open.first()) || !open.takes(entry)) {
            open = new MessageBatch(targets, ordered ? open : null, entry.compressed(), maxBytes);
            batches.add(open);
            opened(open);
        }
        open.add(entry);
    }

    /**
     * Options are fields and properties of one request, so a message with options has a request of its own; and replies are
     * requests of another kind, of which there are no batches.
     */
    private static boolean alone(MessageBatch.Entry entry) {
        return entry.message().options() != null || entry.message().reply();
    }

    private MessageBatch open(boolean wanted) {
        if (ordered) {
            return batches.isEmpty() ? null : batches.get(batches.size() - 1);
        }
        return wanted ? compressed : plain;
    }

    private void opened(MessageBatch batch) {
        if (batch.compressed()) {
            compressed = batch;
        } else {
            plain = batch;
        }
    }

    /** Adds what may be under way in a round: everything in the first one, or one batch in each if there is an order to keep. */
    void addRound(int number, List<MessageBatch> round) {
        if (!ordered && number == 0) {
            round.addAll(batches);
        } else if (ordered && number < batches.size()) {
            round.add(batches.get(number));
        }
    }
}
