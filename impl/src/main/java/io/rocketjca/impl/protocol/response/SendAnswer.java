package io.rocketjca.impl.protocol.response;

import io.rocketjca.impl.protocol.Hex;
import io.rocketjca.impl.protocol.ReceivedHeader;

/**
 * What a broker says about a message that it stored. Nothing in it is certain to be there.
 *
 * @param storeAddress the broker's IPv4 address and port, one in each half; 0 if the id has another form
 * @param commitLogOffset where the message lies in the commit log; -1 if unknown
 * @param otherId the offset message id if it has another form than 32 hexadecimal digits, else {@code null}
 * @param queueId the queue; -1 if the answer names none
 * @param queueOffset the position in the queue; -1 if the answer names none
 */
public record SendAnswer(long storeAddress, long commitLogOffset, String otherId, int queueId, long queueOffset) {

    private static final String ID = "msgId";

    /** Reads the answer to a send; never throws. */
    public static SendAnswer of(ReceivedHeader header) {
        int queueId = queueId(header);
        long queueOffset = queueOffset(header);
        long address = storeAddress(header);
        if (address != 0) {
            return new SendAnswer(address, commitLogOffset(header), null, queueId, queueOffset);
        }
        return withOtherId(header.extField(ID), queueId, queueOffset);
    }

    /** The broker's address as {@link #storeAddress()} has it; 0 if the answer's id has another form. */
    public static long storeAddress(ReceivedHeader header) {
        return header.extId(ID, 1, -1) >= 0 ? header.extId(ID, 0, 0) : 0;
    }

    /** Where the message lies, if there is a {@link #storeAddress(ReceivedHeader)}. */
    public static long commitLogOffset(ReceivedHeader header) {
        return header.extId(ID, 1, -1);
    }

    /** The queue that an answer names; -1 if none. */
    public static int queueId(ReceivedHeader header) {
        long queue = header.extLong("queueId", -1);
        return queue == (int) queue ? (int) queue : -1;
    }

    /** The position in the queue, of a batch that of its first message; -1 if the answer names none. */
    public static long queueOffset(ReceivedHeader header) {
        return header.extLong("queueOffset", -1);
    }

    /** The broker's ids of all messages of a batch, with commas between them; {@code null} if the answer names none. */
    public static String ids(ReceivedHeader header) {
        return header.extField(ID);
    }

    /** IPv6 brokers make ids of 56 digits; in every form the last 16 digits are the commit-log offset. */
    private static SendAnswer withOtherId(String id, int queueId, long queueOffset) {
        long offset = -1;
        if (id != null && id.length() > Hex.ID_DIGITS) {
            offset = Hex.parse(id, id.length() - 16, -1);
        }
        return new SendAnswer(0, Math.max(offset, -1), id, queueId, queueOffset);
    }

    /** The broker's id of the stored message, or {@code null} if it named none. */
    public String offsetMessageId() {
        return storeAddress == 0 ? otherId : Hex.text(storeAddress, commitLogOffset);
    }

    /** The broker's IPv4 address; 0 if unknown. */
    public int storeIpv4() {
        return (int) (storeAddress >>> 32);
    }

    /** The broker's port; 0 if unknown. */
    public int storePort() {
        return (int) storeAddress;
    }
}
