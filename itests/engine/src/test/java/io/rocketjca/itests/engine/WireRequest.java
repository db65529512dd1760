package io.rocketjca.itests.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.request.PreparedMessage;
import io.rocketjca.impl.protocol.request.SendFrameTemplate;
import io.rocketjca.impl.protocol.request.SendTarget;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request or an answer of ours, and what the official codec must find in it.
 *
 * @param name what it is, for the test report
 * @param frame the whole frame
 * @param code the request or response code
 * @param flag 0, 1 for an answer, or 2 for a request without an answer
 * @param version the version that it announces
 * @param remark the words of an answer, or {@code null}
 * @param header the official type of its header, or {@code null} if it has none
 * @param fields the extension fields, but those of a signature
 * @param body the body
 * @param encoding the form
 * @param credentials who signs it
 */
record WireRequest(
        String name,
        byte[] frame,
        int code,
        int flag,
        int version,
        String remark,
        String header,
        Map<String, String> fields,
        byte[] body,
        HeaderEncoding encoding,
        Credentials credentials) {

    static final int OPAQUE = 0x40000007;
    static final Credentials SIGNER = new Credentials("key-ü", "secret-ü").withSecurityToken("token");

    /** Fields that releases of the 4.9 line receive as they are, but whose header has no member for them. */
    private static final Map<String, Set<String>> NEW_MEMBERS =
            Map.of("SendMessageRequestHeaderV2", Set.of("n"), "EndTransactionRequestHeader", Set.of("topic"));

    /** A request of the hot path. */
    static WireRequest send(String name, HeaderEncoding encoding, Credentials signer, SendTarget target, Body body) {
        SendFrameTemplate template = SendFrameTemplate.of(encoding, target, RequestSigner.of(signer));
        ByteBuf out = Unpooled.buffer();
        SendFrameTemplate written = body.batch() ? template.forBatches() : template;
        written.write(out, OPAQUE, body.oneWay(), body.message());
        return new WireRequest(
                name,
                ByteBufUtil.getBytes(out),
                body.batch() ? 320 : target.requestCode(),
                body.oneWay() ? 2 : 0,
                RemotingCommand.VERSION,
                null,
                "SendMessageRequestHeaderV2",
                body.fields(target),
                body.message().body(),
                encoding,
                signer);
    }

    /** Any other request. */
    static WireRequest command(
            String name, HeaderEncoding encoding, Credentials signer, RemotingCommand command, String header) {
        ByteBuf out = Unpooled.buffer();
        CommandCodec.encode(RequestSigner.of(signer).sign(command.withOpaque(OPAQUE)), encoding, out);
        return new WireRequest(
                name,
                ByteBufUtil.getBytes(out),
                command.code(),
                command.flag(),
                command.version(),
                command.remark(),
                header,
                command.extFields(),
                command.body(),
                encoding,
                signer);
    }

    boolean isAnswer() {
        return (flag & RemotingCommand.FLAG_RESPONSE) != 0;
    }

    /** The header's members that a release knows. */
    Map<String, String> members(RocketMQVersion version) {
        Map<String, String> members = new LinkedHashMap<>(fields);
        members.remove("_UNIQUE_KEY_QUERY"); // read by brokers from the extension fields
        if (version == RocketMQVersion.OLD) {
            members.keySet().removeAll(NEW_MEMBERS.getOrDefault(header, Set.of()));
        }
        return members;
    }

    @Override
    public String toString() {
        return name + (credentials == SIGNER ? ", signed" : "") + ", " + encoding;
    }

    /** What differs from send to send. */
    record Body(PreparedMessage message, boolean batch, boolean oneWay) {

        /** The fields that the broker must read. */
        private Map<String, String> fields(SendTarget target) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("a", target.producerGroup());
            fields.put("b", target.topic());
            fields.put("c", target.defaultTopic());
            fields.put("d", Integer.toString(target.defaultTopicQueues()));
            fields.put("e", Integer.toString(target.queueId()));
            fields.put("f", Integer.toString(message.sysFlag()));
            fields.put("g", Long.toString(message.bornMillis()));
            fields.put("h", Integer.toString(message.flag()));
            if (!batch) {
                fields.put("i", WireMessage.propertyText(message));
            }
            fields.put("j", "0");
            fields.put("k", Boolean.toString(target.unitMode()));
            fields.put("m", Boolean.toString(batch));
            fields.put("n", target.brokerName());
            return fields;
        }
    }
}
