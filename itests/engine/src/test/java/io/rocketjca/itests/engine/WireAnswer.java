package io.rocketjca.itests.engine;

import io.rocketjca.impl.protocol.HeaderReader;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.itests.fixture.OfficialCodec;
import io.rocketjca.itests.fixture.RocketMQVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A frame from the official codec, and what we must find in it.
 *
 * @param name what it is, for the test report
 * @param code the code
 * @param flag 0 for a request, 1 for an answer, 2 for a request without an answer
 * @param remark the sender's words, or {@code null}
 * @param header the official type of its header, or {@code null} if it has none
 * @param fields what is in that header
 * @param extFields further extension fields
 * @param body the body
 * @param check what else must be true of it
 */
record WireAnswer(
        String name,
        int code,
        int flag,
        String remark,
        String header,
        Map<String, String> fields,
        Map<String, String> extFields,
        byte[] body,
        Consumer<HeaderReader> check) {

    static final byte[] NOTHING = {};
    static final int OPAQUE = 0x7FFF_FFF0;

    /** The releases that do not have a header. */
    private static final Map<String, Set<RocketMQVersion>> NEWER_THAN = Map.of(
            "RecallMessageResponseHeader", Set.of(RocketMQVersion.OLD),
            "NotifyUnsubscribeLiteRequestHeader", Set.of(RocketMQVersion.OLD, RocketMQVersion.PREVIOUS));

    static WireAnswer success(String name, String header, Map<String, String> fields, Consumer<HeaderReader> check) {
        return new WireAnswer(name, 0, 1, null, header, fields, Map.of(), NOTHING, check);
    }

    static WireAnswer request(
            String name, int code, int flag, String header, Map<String, String> fields, Consumer<HeaderReader> check) {
        return new WireAnswer(name, code, flag, null, header, fields, Map.of(), NOTHING, check);
    }

    WireAnswer withExtFields(Map<String, String> more) {
        return new WireAnswer(name, code, flag, remark, header, fields, more, body, check);
    }

    WireAnswer withBody(byte[] bytes) {
        return new WireAnswer(name, code, flag, remark, header, fields, extFields, bytes, check);
    }

    /** The frame in a form, as a release writes it. */
    byte[] frame(OfficialCodec codec, String form) {
        JsonObjectBuilder given = Json.createObjectBuilder()
                .add("code", code)
                .add("opaque", OPAQUE)
                .add("flag", flag)
                .add("form", form)
                .add("fields", json(fields))
                .add("extFields", json(extFields))
                .add("body", OfficialCodec.text(body));
        if (header != null) {
            given.add("header", header);
        }
        if (remark != null) {
            given.add("remark", remark);
        }
        return OfficialCodec.bytes(codec.ask("encode", given.build()), "frame");
    }

    /** Whether a release has such a header. */
    boolean in(RocketMQVersion version) {
        return header == null || !NEWER_THAN.getOrDefault(header, Set.of()).contains(version);
    }

    /** Whether its code fits in the two bytes that the binary form has for it. */
    boolean fits(String form) {
        return form.equals("JSON") || code <= Short.MAX_VALUE;
    }

    boolean isAnswer() {
        return (flag & RemotingCommand.FLAG_RESPONSE) != 0;
    }

    static JsonObject json(Map<String, String> strings) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        strings.forEach(json::add);
        return json.build();
    }

    @Override
    public String toString() {
        return name;
    }
}
