package io.rocketjca.samples.orders;

import io.rocketjca.MessageSender;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sends an order in one of the three modes, or saves it and sends it in one transaction. */
@Path("orders")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {

    @EJB
    private OrderDesk desk;

    @Inject
    private OrderTicker ticker;

    @Inject
    private OrderBook book;

    @Inject
    private MessageSender sender;

    /** Waits until the broker has stored the order. */
    @POST
    @Path("send")
    public SentOrder send(Order order) {
        return desk.place(order);
    }

    /** Frees the request's thread while the broker stores the order; the answer is written when the receipt is there. */
    @POST
    @Path("sendAsync")
    public CompletionStage<SentOrder> sendAsync(Order order) {
        return order.writeTo(sender.to("orders"), "sendAsync")
                .sendAsync()
                .thenApply(receipt -> SentOrder.with("sendAsync", order, receipt));
    }

    /** Hands the order to the network and answers at once. */
    @POST
    @Path("sendOneWay")
    public SentOrder sendOneWay(Order order) {
        return ticker.tell(order);
    }

    /** Saves the order in the database and sends it; both, or neither. */
    @POST
    @Path("transaction")
    public SentOrder transaction(Order order) {
        return book.place(order);
    }

    /** The numbers of the orders in the database. */
    @GET
    @Path("saved")
    public List<String> saved() {
        return book.saved();
    }
}
