package io.rocketjca.impl.protocol.request;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.Hex;
import java.util.Map;

/** The extension fields of {@code SEND_MESSAGE_V2}, which are named by single letters, as far as both encodings share them. */
final class SendFields {

    private SendFields() {}

    /** Adds all fields but sysFlag (f), born time (g), flag (h) and properties (i). */
    static void addConstant(SendTarget target, Map<String, String> fields) {
        fields.put("a", target.producerGroup());
        fields.put("b", target.topic());
        fields.put("c", target.defaultTopic());
        fields.put("d", Integer.toString(target.defaultTopicQueues()));
        fields.put("e", Integer.toString(target.queueId()));
        fields.put("j", "0"); // reconsumeTimes
        fields.put("k", Boolean.toString(target.unitMode()));
        fields.put("m", "false"); // batch
        fields.put("n", target.brokerName());
    }

    static void writeUniqueKey(ByteBuf out, PreparedMessage message) {
        long high = message.uniqueKeyHigh();
        long low = message.uniqueKeyLow();
        out.writeLong(Hex.digits((int) (high >>> 32)));
        out.writeLong(Hex.digits((int) high));
        out.writeLong(Hex.digits((int) (low >>> 32)));
        out.writeLong(Hex.digits((int) low));
    }
}
