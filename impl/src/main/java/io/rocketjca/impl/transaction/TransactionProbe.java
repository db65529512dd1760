package io.rocketjca.impl.transaction;

/** Told of each {@link TransactionStep}: where tests let crashes happen. */
@FunctionalInterface
public interface TransactionProbe {

    /** Nobody is told. */
    TransactionProbe NONE = step -> {};

    void reached(TransactionStep step);
}
