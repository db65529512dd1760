package io.rocketjca.samples.orders;

/** There is not enough of a product. */
public final class SoldOutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SoldOutException(String product, int stock) {
        super("There are only " + stock + " of " + product + ": nothing was saved, and nothing was sent");
    }
}
