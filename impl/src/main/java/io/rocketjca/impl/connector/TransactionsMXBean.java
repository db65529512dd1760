package io.rocketjca.impl.connector;

import java.util.List;

/**
 * The transactions of one resource adapter, for operators: {@code io.rocketjca:type=Transactions,adapter=<adapterName>}. The
 * operations decide in the place of a transaction manager; use them only for branches whose transaction manager will never come
 * back, or has forgotten them. All texts for {@code branch} are ids as {@link #getInDoubt} shows them.
 */
public interface TransactionsMXBean {

    /** All branches that are prepared, being committed, or were ended by an operator; the oldest first. */
    List<InDoubtBranch> getInDoubt();

    /** How many branches were begun since the start. */
    long getBegun();

    /** How many branches were committed, and confirmed by all their brokers. */
    long getCommitted();

    /** How many branches were rolled back. */
    long getRolledBack();

    /** How many half messages brokers have stored. */
    long getHalfMessages();

    /** How often brokers have asked how a transaction ended. */
    long getCheckBacks();

    /** How often a transaction manager has asked for branches in doubt; 0 for ever if recovery is not set up on this server. */
    long getRecoverScans();

    /** False from a failed write of the branch log until one succeeds again. */
    boolean isLogHealthy();

    /**
     * Commits a prepared branch: its messages appear now, or as soon as their brokers answer. Its transaction manager hears of it
     * as a heuristic commit.
     *
     * @throws IllegalArgumentException if the text names no branch
     * @throws IllegalStateException if nothing was decided; the text says why
     */
    void commit(String branch);

    /**
     * Rolls a prepared branch back: its messages never appear. Its transaction manager hears of it as a heuristic rollback.
     *
     * @throws IllegalArgumentException if the text names no branch
     * @throws IllegalStateException if nothing was decided; the text says why
     */
    void rollback(String branch);

    /**
     * Gives up what some brokers will never confirm of a committed branch, as they are gone for good: its messages stay half
     * messages there, which consumers never see. It is listed as {@code HEURISTIC_HAZARD} until it is forgotten.
     *
     * @param brokers the names of all brokers that it waits for, separated by commas, to confirm this; the refusal of any other
     *     text tells them
     * @return what was given up, in words
     * @throws IllegalArgumentException if the text names no branch
     * @throws IllegalStateException if nothing was given up; the text says why
     */
    String giveUp(String branch, String brokers);

    /**
     * Forgets a branch that was ended or given up by an operator or is partly lost, as its transaction manager will never ask for it.
     *
     * @throws IllegalArgumentException if the text names no branch
     * @throws IllegalStateException if that is not possible; the text says why
     */
    void forget(String branch);
}
