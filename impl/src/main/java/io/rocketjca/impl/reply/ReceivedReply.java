package io.rocketjca.impl.reply;

import io.rocketjca.ReplyMessage;
import io.rocketjca.impl.protocol.push.PushedReply;
import java.time.Instant;
import java.util.Map;

/** A reply as the application gets it. */
record ReceivedReply(byte[] body, Map<String, String> properties, int flag, Instant bornAt) implements ReplyMessage {

    /** Decompresses a pushed reply; throws {@link io.rocketjca.impl.protocol.ProtocolException} if that is not possible. */
    static ReceivedReply of(PushedReply pushed, int maxBodyBytes) {
        return new ReceivedReply(
                pushed.body(maxBodyBytes),
                pushed.properties(),
                pushed.flag(),
                Instant.ofEpochMilli(pushed.bornMillis()));
    }

    /** Tells ids and the body's length, never the body. */
    @Override
    public String toString() {
        return "ReplyMessage[messageId=" + messageId() + ", tag=" + tag() + ", keys=" + keys() + ", bodyBytes="
                + body.length + "]";
    }
}
