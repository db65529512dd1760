package io.rocketjca.impl.transaction.log;

/**
 * Who writes a log: written once, when the log is made. On reopening, what is written wins over what is configured.
 *
 * @param logId a random number, which half messages carry: whoever is asked about them knows whether this log decides
 * @param node the name of the node
 * @param producerGroup the producer group of its half messages
 */
public record LogIdentity(long logId, String node, String producerGroup) {}
