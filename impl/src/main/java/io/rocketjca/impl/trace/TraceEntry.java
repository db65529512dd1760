package io.rocketjca.impl.trace;

/** Something that the trace tells about one message. */
sealed interface TraceEntry permits TraceRecord, EndRecord {

    /** As readers of the trace expect it; what is missing is the text {@code null}, as in RocketMQ's own. */
    String text();

    /** The unique key of the message. */
    String messageId();

    /** The keys of the message, or {@code null}. */
    String keys();
}
