package io.rocketjca;

/** The work of an application that decides whether a message is to be seen. */
@FunctionalInterface
public interface TransactionWork {

    /**
     * Does the work, on the thread that sends, while the message is stored and not yet visible.
     *
     * @param half the receipt of the stored message; its {@link SendReceipt#messageId} names it also for the checker
     * @return whether consumers are to see the message; {@code null} as {@link TransactionOutcome#UNKNOWN}
     * @throws Exception if it is not known how the work ended: as {@link TransactionOutcome#UNKNOWN}
     */
    TransactionOutcome run(SendReceipt half) throws Exception;
}
