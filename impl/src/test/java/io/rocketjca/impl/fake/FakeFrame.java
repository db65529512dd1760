package io.rocketjca.impl.fake;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One frame as a fake peer sees it: a request, or an answer to a request that it pushed.
 *
 * @param code the request or response code
 * @param opaque the request id
 * @param flag bit 0 for an answer, bit 1 for one-way
 * @param version the sender's version
 * @param language the sender's language; in the binary form its number
 * @param remark the sender's words, or {@code null}
 * @param ext the extension fields, in the order of the wire
 * @param body the body, maybe empty
 * @param encoding the form of the header
 */
public record FakeFrame(
        int code,
        int opaque,
        int flag,
        int version,
        String language,
        String remark,
        Map<String, String> ext,
        byte[] body,
        FakeEncoding encoding) {

    private static final int VERSION_5_5_0 = 513;

    public FakeFrame {
        ext = Collections.unmodifiableMap(new LinkedHashMap<>(ext));
    }

    /** A request without fields and body, to be pushed or built upon. */
    public static FakeFrame request(int code, int opaque) {
        return new FakeFrame(code, opaque, 0, VERSION_5_5_0, "JAVA", null, Map.of(), new byte[0], FakeEncoding.JSON);
    }

    /** The value of an extension field, or {@code null}. */
    public String ext(String name) {
        return ext.get(name);
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean oneWay() {
        return (flag & 2) != 0;
    }

    public boolean answer() {
        return (flag & 1) != 0;
    }

    public FakeFrame withExt(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(ext);
        more.put(name, value);
        return new FakeFrame(code, opaque, flag, version, language, remark, more, body, encoding);
    }

    public FakeFrame withBody(byte[] newBody) {
        return new FakeFrame(code, opaque, flag, version, language, remark, ext, newBody, encoding);
    }

    public FakeFrame withFlag(int newFlag) {
        return new FakeFrame(code, opaque, newFlag, version, language, remark, ext, body, encoding);
    }

    public FakeFrame withOpaque(int newOpaque) {
        return new FakeFrame(code, newOpaque, flag, version, language, remark, ext, body, encoding);
    }

    public FakeFrame in(FakeEncoding newEncoding) {
        return new FakeFrame(code, opaque, flag, version, language, remark, ext, body, newEncoding);
    }
}
