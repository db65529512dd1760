package io.rocketjca;

/**
 * Tells how the work that belongs to a message ended, when the one who sent it has not told: it did not know, or its server died.
 * It must find that out from what the work left behind, for example a row with the message's key; each server of a group may be asked.
 */
@FunctionalInterface
public interface TransactionChecker {

    /**
     * Looks how the work ended.
     *
     * @param message the message, which nobody can see yet; its queue offset means nothing
     * @return what to do with it; {@link TransactionOutcome#UNKNOWN} or {@code null} if that is not known yet: the broker asks
     *     again, 15 times at its defaults
     * @throws Exception as {@link TransactionOutcome#UNKNOWN}; it is logged
     */
    TransactionOutcome check(StoredMessage message) throws Exception;
}
