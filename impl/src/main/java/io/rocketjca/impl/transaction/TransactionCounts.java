package io.rocketjca.impl.transaction;

/**
 * What the transactions of an adapter have done since it was started.
 *
 * @param begun branches that were begun; those that sent nothing count here only
 * @param committed branches that were committed, and confirmed by all their brokers
 * @param rolledBack branches that were rolled back
 * @param halfMessages half messages that brokers have stored
 * @param checkBacks how often brokers have asked how a transaction ended
 * @param recoverScans how often transaction managers have asked for branches in doubt
 * @param logHealthy false from a failed write of the log until one succeeds again; true while no log is needed
 */
public record TransactionCounts(
        long begun,
        long committed,
        long rolledBack,
        long halfMessages,
        long checkBacks,
        long recoverScans,
        boolean logHealthy) {}
