package io.rocketjca.impl.trace;

/**
 * What the trace tells about the end of a transaction, for each of its messages: an {@code EndTransaction} record of RocketMQ's
 * trace format.
 *
 * @param endedMillis when it ended, in milliseconds since 1970
 * @param half what was told when the half message was stored
 * @param committed whether it was committed, or else rolled back
 */
record EndRecord(long endedMillis, TraceRecord half, boolean committed) implements TraceEntry {

    /** The message type of an end, as a number. */
    private static final int END_OF_TRANSACTION = 2;

    @Override
    public String messageId() {
        return half.messageId();
    }

    @Override
    public String keys() {
        return half.keys();
    }

    @Override
    public String text() {
        return new StringBuilder("EndTransaction")
                .append(TraceRecord.FIELD_END)
                .append(endedMillis)
                .append(TraceRecord.FIELD_END)
                .append(half.region())
                .append(TraceRecord.FIELD_END)
                .append(half.group())
                .append(TraceRecord.FIELD_END)
                .append(half.receipt().topic())
                .append(TraceRecord.FIELD_END)
                .append(messageId())
                .append(TraceRecord.FIELD_END)
                .append(half.tag())
                .append(TraceRecord.FIELD_END)
                .append(keys())
                .append(TraceRecord.FIELD_END)
                .append(half.storeHost())
                .append(TraceRecord.FIELD_END)
                .append(END_OF_TRANSACTION)
                .append(TraceRecord.FIELD_END)
                .append(messageId())
                .append(TraceRecord.FIELD_END)
                .append(committed ? "COMMIT_MESSAGE" : "ROLLBACK_MESSAGE")
                .append(TraceRecord.FIELD_END)
                .append(false)
                .append(TraceRecord.RECORD_END)
                .toString();
    }
}
