package io.rocketjca.impl.protocol.request;

import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import io.rocketjca.impl.protocol.SysFlags;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ends one half message. Brokers answer it if it is not one-way, and look only at the two offsets and the group: a second
 * commit of the same half message makes a second visible message.
 *
 * @param producerGroup the group that the half message names
 * @param topic the topic it appears in, by which access is judged; not that of half messages
 * @param brokerName the broker that keeps it
 * @param commitLogOffset its place in the commit log
 * @param stateTableOffset its place in the queue of half messages
 * @param uniqueKey its unique key
 * @param commit whether consumers are to see it
 */
public record EndTransactionRequest(
        String producerGroup,
        String topic,
        String brokerName,
        long commitLogOffset,
        long stateTableOffset,
        String uniqueKey,
        boolean commit) {

    /** The request; the connection gives it its opaque. */
    public RemotingCommand toCommand() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("producerGroup", producerGroup);
        fields.put("topic", topic);
        fields.put("bname", brokerName);
        fields.put("commitLogOffset", Long.toString(commitLogOffset));
        fields.put("tranStateTableOffset", Long.toString(stateTableOffset));
        fields.put(
                "commitOrRollback",
                Integer.toString(commit ? SysFlags.TRANSACTION_COMMIT : SysFlags.TRANSACTION_ROLLBACK));
        // Without it brokers refuse ends that come late, for which there can be good reasons.
        fields.put("fromTransactionCheck", "true");
        fields.put("msgId", uniqueKey);
        fields.put("transactionId", uniqueKey);
        return RemotingCommand.request(RequestCode.END_TRANSACTION, 0, fields, null);
    }
}
