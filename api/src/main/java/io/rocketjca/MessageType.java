package io.rocketjca;

/** The kinds of messages that brokers treat differently; a topic may be restricted to one (message.type). */
public enum MessageType {
    /** None of the others. */
    NORMAL,
    /** With an ordering key. */
    FIFO,
    /** With a delay level, a delivery time or a delay. */
    DELAY,
    /** Part of a transaction: a half message until that is committed. */
    TRANSACTION,
    /** With a priority. */
    PRIORITY,
    /** With a lite topic. */
    LITE
}
