package io.rocketjca.impl.protocol.push;

import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.ProtocolException;
import io.rocketjca.impl.protocol.ReceivedHeader;
import io.rocketjca.impl.protocol.response.StoredRecord;
import io.rocketjca.impl.protocol.response.StoredRecordDecoder;
import java.util.List;

/**
 * A broker's question how the transaction of a half message ended ({@code CHECK_TRANSACTION_STATE}). Before it asks, the broker
 * stores a copy of the half message, and means that copy.
 *
 * @param message the half message, with the topic and queue that it will appear in
 * @param uniqueKey its unique key
 * @param brokerName who asks, or {@code null} if the broker is too old to tell
 * @param commitLogOffset the place of the copy in the commit log
 * @param stateTableOffset the place of the copy in the queue of half messages
 */
public record TransactionCheck(
        StoredRecord message, String uniqueKey, String brokerName, long commitLogOffset, long stateTableOffset) {

    /**
     * Reads a question.
     *
     * @throws ProtocolException if it names no message, or brings none
     */
    public static TransactionCheck decode(ReceivedHeader header, byte[] body) {
        List<StoredRecord> records = StoredRecordDecoder.decode(body);
        if (records.size() != 1) {
            throw new ProtocolException("The transaction check brings " + records.size() + " messages, not one");
        }
        String uniqueKey = records.get(0).uniqueKey();
        if (uniqueKey == null) {
            throw new ProtocolException("The half message has no property " + MessageProperties.UNIQUE_KEY);
        }
        return new TransactionCheck(
                records.get(0),
                uniqueKey,
                header.extField("bname"),
                offset(header, "commitLogOffset"),
                offset(header, "tranStateTableOffset"));
    }

    /** The producer group that is asked, or {@code null}. */
    public String producerGroup() {
        return message.properties().get(MessageProperties.PRODUCER_GROUP);
    }

    private static long offset(ReceivedHeader header, String field) {
        long value = header.extLong(field, -1);
        if (value < 0) {
            throw new ProtocolException("The transaction check has no offset in the field " + field);
        }
        return value;
    }
}
