package io.rocketjca.samples.orders;

import io.rocketjca.MessageDraft;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;

/**
 * What a customer orders.
 *
 * @param id the order number
 * @param customer who orders
 * @param product what is ordered
 * @param quantity how many
 */
public record Order(String id, String customer, String product, int quantity) {

    /** Creates an order from JSON, or by program. */
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

    /** Writes this order into a message: the tag to filter by, the key to find it by, and the order itself as JSON. */
    MessageDraft writeTo(MessageDraft draft, String mode) {
        return draft.tag("created").key(id).property("mode", mode).json(this);
    }
}
