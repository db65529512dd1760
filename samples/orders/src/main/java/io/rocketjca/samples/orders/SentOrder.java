package io.rocketjca.samples.orders;

import io.rocketjca.SendReceipt;

/** What became of an order, as the page shows it. */
public final class SentOrder {

    private final String mode;
    private final Order order;
    private final Receipt receipt;
    private final String thread;

    private SentOrder(String mode, Order order, Receipt receipt) {
        this.mode = mode;
        this.order = order;
        this.receipt = receipt;
        this.thread = Thread.currentThread().getName();
    }

    static SentOrder with(String mode, Order order, SendReceipt receipt) {
        return new SentOrder(mode, order, new Receipt(receipt));
    }

    static SentOrder withoutReceipt(String mode, Order order) {
        return new SentOrder(mode, order, null);
    }

    /** How the order was sent. */
    public String getMode() {
        return mode;
    }

    /** The order number, which is the message's key. */
    public String getOrderId() {
        return order.getId();
    }

    /** The broker's receipt, or {@code null} after a one-way send. */
    public Receipt getReceipt() {
        return receipt;
    }

    /** The thread on which the send ended. */
    public String getThread() {
        return thread;
    }
}
