package io.rocketjca.samples.orders;

import io.rocketjca.MessageSender;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Takes orders and waits until the broker has stored each: a plain enterprise bean. */
@Stateless
public class OrderDesk {

    @Inject
    private MessageSender sender;

    /** Sends an order and waits for the receipt. */
    public SentOrder place(Order order) {
        return SentOrder.with(
                "send", order, order.writeTo(sender.to("orders"), "send").send());
    }
}
