package io.rocketjca.impl.transaction;

/**
 * Where a half message is now. Brokers copy it to another place before each question, and mean the copy from then on.
 *
 * @param brokerName the broker that keeps it
 * @param commitLogOffset its place in the commit log
 * @param stateTableOffset its place in the queue of half messages
 */
record Coordinates(String brokerName, long commitLogOffset, long stateTableOffset) {}
