package io.rocketjca.impl.protocol.request;

import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks the broker that holds a timed message back never to deliver it.
 *
 * @param producerGroup the producer group
 * @param topic the topic
 * @param recallHandle as the broker told it when it stored the message
 * @param brokerName the broker
 */
public record RecallMessageRequest(String producerGroup, String topic, String recallHandle, String brokerName) {

    /** The request; the connection gives it its opaque. */
    public RemotingCommand toCommand() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("producerGroup", producerGroup);
        fields.put("topic", topic);
        fields.put("recallHandle", recallHandle);
        fields.put("bname", brokerName);
        return RemotingCommand.request(RequestCode.RECALL_MESSAGE, 0, fields, null);
    }
}
