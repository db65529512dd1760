package io.rocketjca;

import java.util.Objects;

/**
 * One queue of a topic: the broker that holds it, and its number there. Receipts tell both.
 *
 * @param brokerName the broker's name, which stays the same when its address changes
 * @param queueId the number of the queue within the broker, from 0
 */
public record QueueId(String brokerName, int queueId) {

    /**
     * Checks what can be checked without asking a broker.
     *
     * @param brokerName the broker's name; not blank
     * @param queueId the number of the queue; not negative
     * @throws IllegalArgumentException if the name is blank or the number is negative
     */
    public QueueId {
        if (Objects.requireNonNull(brokerName, "brokerName").isBlank() || queueId < 0) {
            throw new IllegalArgumentException("A queue has the name of a broker and a number from 0, but not '"
                    + brokerName + "' and " + queueId);
        }
    }

    @Override
    public String toString() {
        return "queue " + queueId + " of broker " + brokerName;
    }
}
