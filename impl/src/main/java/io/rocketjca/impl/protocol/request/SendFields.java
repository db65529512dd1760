package io.rocketjca.impl.protocol.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.Hex;
import io.rocketjca.impl.protocol.HmacSigner;
import io.rocketjca.impl.protocol.SignatureComputation;
import java.util.LinkedHashMap;
import java.util.Map;

/** The extension fields of {@code SEND_MESSAGE_V2}, which are named by single letters, as far as both encodings share them. */
final class SendFields {

    /** Stands where the signature comes: a text that no name can contain. */
    private static final String ROOM = "#".repeat(SignatureComputation.TEXT_BYTES);

    private SendFields() {}

    /** The constant fields of a request that nobody signs. */
    static Map<String, String> unsigned(SendTarget target) {
        Map<String, String> fields = new LinkedHashMap<>();
        addConstant(target, fields);
        return fields;
    }

    /** The constant fields of a signed request: room for the signature first, so that no other value can be taken for it. */
    static Map<String, String> signed(SendTarget target, HmacSigner signer) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(HmacSigner.SIGNATURE, ROOM);
        fields.putAll(signer.identity());
        addConstant(target, fields);
        return fields;
    }

    /** Where the room for the signature begins in the first bytes of a frame. */
    static int roomIn(byte[] head) {
        return new String(head, ISO_8859_1).indexOf(ROOM);
    }

    /** Adds all fields but sysFlag (f), born time (g), flag (h) and properties (i). */
    private static void addConstant(SendTarget target, Map<String, String> fields) {
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

    /** All fields of a batch but sysFlag (f) and born time (g). Brokers up to 5.3 would add properties (i) to every message. */
    static Map<String, String> ofBatches(SendTarget target) {
        Map<String, String> fields = new LinkedHashMap<>();
        addConstant(target, fields);
        fields.put("h", "0"); // each message brings its own flag
        fields.put("m", "true"); // by this, not by the request code, brokers know a batch
        return fields;
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
