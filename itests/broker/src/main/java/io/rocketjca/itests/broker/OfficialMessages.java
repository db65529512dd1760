package io.rocketjca.itests.broker;

import static io.rocketjca.itests.broker.OfficialFrames.bytes;
import static io.rocketjca.itests.broker.OfficialFrames.text;

import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.rocketmq.common.compression.CompressionType;
import org.apache.rocketmq.common.compression.Compressor;
import org.apache.rocketmq.common.compression.CompressorFactory;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExt;

/** Message bodies and properties, as the official codec reads and writes them. */
final class OfficialMessages {

    private static final InetSocketAddress HOST = new InetSocketAddress("127.0.0.1", 10911);

    Object readProperties(Map<?, ?> given) {
        return MessageDecoder.string2messageProperties(new String(bytes(given, "bytes"), StandardCharsets.UTF_8));
    }

    Object writeProperties(Map<?, ?> given) {
        String properties = MessageDecoder.messageProperties2String(strings((Map<?, ?>) given.get("properties")));
        return Map.of("bytes", text(properties.getBytes(StandardCharsets.UTF_8)));
    }

    Object readBatch(Map<?, ?> given) throws Exception {
        List<Map<String, Object>> told = new ArrayList<>();
        for (Message message : MessageDecoder.decodeMessages(ByteBuffer.wrap(bytes(given, "bytes")))) {
            told.add(Map.of(
                    "flag", message.getFlag(),
                    "body", text(message.getBody()),
                    "properties", message.getProperties()));
        }
        return Map.of("messages", told);
    }

    Object writeStored(Map<?, ?> given) throws Exception {
        MessageExt message = new MessageExt();
        message(message, given);
        message.setTopic((String) given.get("topic"));
        message.setQueueId(number(given, "queueId").intValue());
        message.setQueueOffset(number(given, "queueOffset").longValue());
        message.setSysFlag(number(given, "sysFlag").intValue());
        message.setBornTimestamp(number(given, "bornMillis").longValue());
        message.setStoreTimestamp(number(given, "storeMillis").longValue());
        message.setBornHost(HOST);
        message.setStoreHost(HOST);
        return Map.of("bytes", text(MessageDecoder.encode(message, true)));
    }

    Object compress(Map<?, ?> given) throws Exception {
        return Map.of("bytes", text(compressor(given).compress(bytes(given, "bytes"), 5)));
    }

    /** Decompresses {@code bytes} with the compressor that a message's {@code sysFlag} tells consumers. */
    Object decompress(Map<?, ?> given) throws Exception {
        int type = number(given, "sysFlag").intValue() >> 8 & 7;
        Compressor compressor = CompressorFactory.getCompressor(CompressionType.findByValue(type));
        return Map.of("bytes", text(compressor.decompress(bytes(given, "bytes"))));
    }

    /** The names of all properties. */
    Object names() throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Field constant : MessageConst.class.getFields()) {
            if (constant.getType() == String.class) {
                names.add((String) constant.get(null));
            }
        }
        return Map.of("names", names);
    }

    private static Compressor compressor(Map<?, ?> given) {
        return CompressorFactory.getCompressor(CompressionType.of((String) given.get("type")));
    }

    private static Message message(Message message, Map<?, ?> given) {
        message.setFlag(number(given, "flag").intValue());
        message.setBody(bytes(given, "body"));
        String properties = MessageDecoder.messageProperties2String(strings((Map<?, ?>) given.get("properties")));
        MessageAccessor.setProperties(message, MessageDecoder.string2messageProperties(properties));
        return message;
    }

    private static Number number(Map<?, ?> given, String name) {
        return (Number) given.get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> strings(Map<?, ?> map) {
        return (Map<String, String>) map;
    }
}
