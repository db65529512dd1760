package io.rocketjca.samples.orders;

import io.rocketjca.MessageDraft;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;

/** What a customer orders. A class with getters, not a record: not every server's JSON-B writes records. */
public final class Order {

    private final String id;
    private final String customer;
    private final String product;
    private final int quantity;

    /**
     * Creates an order from JSON, or by program.
     *
     * @param id the order number
     * @param customer who orders
     * @param product what is ordered
     * @param quantity how many
     */
    @JsonbCreator
    public Order(
            @JsonbProperty("id") String id,
            @JsonbProperty("customer") String customer,
            @JsonbProperty("product") String product,
            @JsonbProperty("quantity") int quantity) {
        this.id = id;
        this.customer = customer;
        this.product = product;
        this.quantity = quantity;
    }

    public String getId() {
        return id;
    }

    public String getCustomer() {
        return customer;
    }

    public String getProduct() {
        return product;
    }

    public int getQuantity() {
        return quantity;
    }

    /** Writes this order into a message: the tag to filter by, the key to find it by, and the order itself as JSON. */
    MessageDraft writeTo(MessageDraft draft, String mode) {
        return draft.tag("created").key(id).property("mode", mode).json(this);
    }
}
