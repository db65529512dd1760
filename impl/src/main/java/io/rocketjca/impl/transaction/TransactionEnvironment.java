package io.rocketjca.impl.transaction;

import io.rocketjca.impl.time.TimeSource;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What the transactions of an adapter are made with.
 *
 * @param time clocks and timer
 * @param log knows where the log is
 * @param clusters opens the way to a cluster, by its name servers as the log knows them
 * @param work runs what may wait for the disk
 * @param work runs what may wait for the disk
 * @param memoryId a random number, by which half messages of local transactions are known
 * @param probe told of each step
 */
public record TransactionEnvironment(
        TimeSource time,
        LogOpener log,
        Function<String, ClusterLink> clusters,
        Executor work,
        long memoryId,
        TransactionProbe probe) {}
