package io.rocketjca.samples.orders;

import io.rocketjca.SendReceipt;

/**
 * What became of an order, as the page shows it.
 *
 * @param mode how it was sent
 * @param orderId the order number, which is the message's key
 * @param receipt the broker's receipt, or {@code null} after a one-way send
 * @param thread the thread on which the send ended
 */
public record SentOrder(String mode, String orderId, Receipt receipt, String thread) {

    /**
     * A receipt in a form that JSON-B can write.
     *
     * @param messageId the unique key of the message
     * @param offsetMessageId the broker's own id
     * @param topic the topic
     * @param brokerName the broker that stored it
     * @param queueId the queue
     * @param queueOffset the position in the queue
     * @param status how safely it is stored
     * @param attempts how many attempts it took
     */
    public record Receipt(
            String messageId,
            String offsetMessageId,
            String topic,
            String brokerName,
            int queueId,
            long queueOffset,
            String status,
            int attempts) {

        static Receipt of(SendReceipt receipt) {
            return new Receipt(
                    receipt.messageId(),
                    receipt.offsetMessageId(),
                    receipt.topic(),
                    receipt.brokerName(),
                    receipt.queueId(),
                    receipt.queueOffset(),
                    receipt.status().name(),
                    receipt.attempts());
        }
    }

    static SentOrder with(String mode, Order order, SendReceipt receipt) {
        return new SentOrder(
                mode, order.id(), Receipt.of(receipt), Thread.currentThread().getName());
    }

    static SentOrder withoutReceipt(String mode, Order order) {
        return new SentOrder(mode, order.id(), null, Thread.currentThread().getName());
    }
}
