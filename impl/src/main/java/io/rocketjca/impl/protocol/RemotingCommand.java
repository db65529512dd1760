package io.rocketjca.impl.protocol;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One request or answer as a value, for everything off the hot path.
 *
 * @param code the request code of a request, the response code of an answer
 * @param version the sender's version ordinal
 * @param opaque the request id, the same in request and answer
 * @param flag bit 0 tells an answer, bit 1 a request that awaits none
 * @param remark the sender's words, or {@code null}
 * @param extFields the extension fields, in writing order; never {@code null}
 * @param body the body, empty if there is none; not copied, so leave it unchanged
 */
public record RemotingCommand(
        int code, int version, int opaque, int flag, String remark, Map<String, String> extFields, byte[] body) {

    /** The version that we announce, that of RocketMQ 5.5.0: it decides how servers write route data and that they say GO_AWAY. */
    public static final int VERSION = 513;

    public static final int FLAG_RESPONSE = 1;
    public static final int FLAG_ONE_WAY = 2;

    private static final byte[] NO_BODY = new byte[0];

    public RemotingCommand {
        extFields = extFields == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(extFields));
        body = body == null ? NO_BODY : body;
    }

    /** A request that awaits an answer. */
    public static RemotingCommand request(int code, int opaque, Map<String, String> extFields, byte[] body) {
        return new RemotingCommand(code, VERSION, opaque, 0, null, extFields, body);
    }

    /** The answer to the request with the given opaque. */
    public static RemotingCommand answer(
            int code, int opaque, String remark, Map<String, String> extFields, byte[] body) {
        return new RemotingCommand(code, VERSION, opaque, FLAG_RESPONSE, remark, extFields, body);
    }

    /** A request that awaits no answer. */
    public static RemotingCommand oneWay(int code, int opaque, Map<String, String> extFields, byte[] body) {
        return new RemotingCommand(code, VERSION, opaque, FLAG_ONE_WAY, null, extFields, body);
    }

    /** The same command under another request id. */
    public RemotingCommand withOpaque(int newOpaque) {
        return new RemotingCommand(code, version, newOpaque, flag, remark, extFields, body);
    }

    public boolean isResponse() {
        return (flag & FLAG_RESPONSE) != 0;
    }

    public boolean isOneWay() {
        return (flag & FLAG_ONE_WAY) != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RemotingCommand that
                && code == that.code
                && version == that.version
                && opaque == that.opaque
                && flag == that.flag
                && Objects.equals(remark, that.remark)
                && extFields.equals(that.extFields)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, version, opaque, flag, remark, extFields, Arrays.hashCode(body));
    }

    /** Tells everything but the body, and of the extension fields only the names: values may be secrets. */
    @Override
    public String toString() {
        String name = isResponse() ? ResponseCode.nameOf(code) : RequestCode.nameOf(code);
        return "RemotingCommand[" + name + ", opaque=" + opaque + ", version=" + version + ", flag=" + flag
                + ", remark=" + remark + ", extFields=" + extFields.keySet() + ", bodyBytes=" + body.length + "]";
    }
}
