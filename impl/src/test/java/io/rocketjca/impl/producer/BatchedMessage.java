package io.rocketjca.impl.producer;

import io.rocketjca.impl.protocol.MessageProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One message of a batch, as a broker reads it out of the body. */
record BatchedMessage(int flag, byte[] body, Map<String, String> properties) {

    static List<BatchedMessage> read(byte[] batch) {
        List<BatchedMessage> messages = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(batch);
        while (in.hasRemaining()) {
            in.getInt();
            in.getInt();
            in.getInt();
            int flag = in.getInt();
            byte[] body = bytes(in, in.getInt());
            String properties = new String(bytes(in, in.getShort()), StandardCharsets.UTF_8);
            messages.add(new BatchedMessage(flag, body, MessageProperties.decode(properties)));
        }
        return messages;
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }
}
