package io.rocketjca.samples.orders;

import io.rocketjca.MessageSender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells of orders without waiting for anybody: a bean that all requests share. */
@ApplicationScoped
public class OrderTicker {

    @Inject
    @OrdersSender
    private MessageSender sender;

    /** Hands an order to the network; there is no receipt. */
    public SentOrder tell(Order order) {
        order.writeTo(sender.toDefaultTopic(), "sendOneWay").sendOneWay();
        return SentOrder.withoutReceipt("sendOneWay", order);
    }
}
