package io.rocketjca.impl.protocol.push;

import io.rocketjca.impl.protocol.Compression;
import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.ProtocolException;
import io.rocketjca.impl.protocol.ReceivedHeader;
import io.rocketjca.impl.protocol.SysFlags;
import java.util.Map;

/**
 * The reply to a request, as a broker pushes it ({@code PUSH_REPLY_MESSAGE_TO_CLIENT}).
 *
 * @param correlationId which request it answers
 * @param properties all its properties
 * @param sysFlag whether and how the body is compressed
 * @param flag the replier's flag
 * @param bornMillis when the replier made it, in milliseconds since 1970
 * @param wireBody the body as it came, maybe compressed
 */
public record PushedReply(
        String correlationId, Map<String, String> properties, int sysFlag, int flag, long bornMillis, byte[] wireBody) {

    private static final long ABSENT = Long.MIN_VALUE;

    /**
     * Reads a pushed reply.
     *
     * @throws ProtocolException if it names no request, or a field that every reply has is missing or not a number
     */
    public static PushedReply decode(ReceivedHeader header, byte[] body) {
        Map<String, String> properties = MessageProperties.decode(header.extField("properties"));
        String correlationId = properties.get(MessageProperties.CORRELATION_ID);
        if (correlationId == null) {
            throw new ProtocolException("The reply has no property " + MessageProperties.CORRELATION_ID);
        }
        return new PushedReply(
                correlationId,
                properties,
                (int) number(header, "sysFlag"),
                (int) number(header, "flag"),
                number(header, "bornTimestamp"),
                body);
    }

    /**
     * The body as the replier wrote it.
     *
     * @param maxBytes the most bytes that a compressed body may grow to
     * @throws ProtocolException if it cannot be decompressed
     */
    public byte[] body(int maxBytes) {
        if ((sysFlag & SysFlags.COMPRESSED) == 0) {
            return wireBody;
        }
        return Compression.decompress(wireBody, sysFlag, maxBytes);
    }

    private static long number(ReceivedHeader header, String field) {
        long value = header.extLong(field, ABSENT);
        if (value == ABSENT) {
            throw new ProtocolException("The reply has no number in the field " + field);
        }
        return value;
    }
}
