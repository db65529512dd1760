package io.rocketjca.impl.trace;

import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.impl.producer.StoredSend;

/**
 * What the trace tells about one sent message: a {@code Pub} record of RocketMQ's trace format.
 *
 * @param sentMillis when the send began, in milliseconds since 1970
 * @param region the broker's region
 * @param group the producer group
 * @param tag the message's tag, or {@code null}
 * @param keys the message's keys, or {@code null}
 * @param storeHost the broker's address
 * @param bodyBytes the body's length before compression
 * @param costMillis how long the send took
 * @param receipt topic, ids and status
 */
record TraceRecord(
        long sentMillis,
        String region,
        String group,
        String tag,
        String keys,
        String storeHost,
        int bodyBytes,
        long costMillis,
        SendReceipt receipt)
        implements TraceEntry {

    static final char FIELD_END = 0x01;
    static final char RECORD_END = 0x02;

    private static final String REGION = "MSG_REGION";
    private static final String SWITCH = "TRACE_ON";
    private static final String OFF = "false";

    /** What RocketMQ takes for the region of a broker that names none. */
    private static final String DEFAULT_REGION = "DefaultRegion";

    /** The message type of messages that are neither delayed nor part of a transaction. */
    private static final int NORMAL = 0;

    /** The message type of half messages. */
    private static final int HALF = 1;

    /** The record of a send, or {@code null} if its broker wants no trace. */
    static TraceRecord of(StoredSend send, String group) {
        if (OFF.equals(send.answer().extField(SWITCH))) {
            return null;
        }
        String region = send.answer().extField(REGION);
        return new TraceRecord(
                send.bornMillis(),
                region == null || region.isEmpty() ? DEFAULT_REGION : region,
                group,
                send.message().tag(),
                send.message().keys(),
                send.brokerAddress(),
                send.message().body().length,
                send.elapsedMillis(),
                send.receipt());
    }

    @Override
    public String messageId() {
        return receipt.messageId();
    }

    @Override
    public String text() {
        boolean half = receipt.status() == SendStatus.PENDING_COMMIT;
        return new StringBuilder("Pub")
                .append(FIELD_END)
                .append(sentMillis)
                .append(FIELD_END)
                .append(region)
                .append(FIELD_END)
                .append(group)
                .append(FIELD_END)
                .append(receipt.topic())
                .append(FIELD_END)
                .append(receipt.messageId())
                .append(FIELD_END)
                .append(tag)
                .append(FIELD_END)
                .append(keys)
                .append(FIELD_END)
                .append(storeHost)
                .append(FIELD_END)
                .append(bodyBytes)
                .append(FIELD_END)
                .append(costMillis)
                .append(FIELD_END)
                .append(half ? HALF : NORMAL)
                .append(FIELD_END)
                .append(receipt.offsetMessageId())
                .append(FIELD_END)
                .append(half || receipt.status() == SendStatus.SEND_OK)
                .append(RECORD_END)
                .toString();
    }
}
