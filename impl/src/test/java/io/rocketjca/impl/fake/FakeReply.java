package io.rocketjca.impl.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a fake peer does with a request.
 *
 * @param manner how it behaves
 * @param code the response code
 * @param remark the words in the answer, or {@code null}
 * @param ext the extension fields of the answer
 * @param body the body of the answer, or the raw bytes for {@link Manner#RAW}
 * @param encoding the form of the answer's header, or {@code null} for the peer's own
 * @param gate what holds the answer back, or {@code null}
 */
public record FakeReply(
        Manner manner,
        int code,
        String remark,
        Map<String, String> ext,
        byte[] body,
        FakeEncoding encoding,
        FakeGate gate) {

    /** How a reply behaves. */
    public enum Manner {
        ANSWER,
        SILENT,
        CLOSE,
        HALF_FRAME_THEN_CLOSE,
        OVERSIZED_LENGTH,
        WRONG_OPAQUE,
        TWICE,
        RAW
    }

    public FakeReply {
        ext = Collections.unmodifiableMap(new LinkedHashMap<>(ext));
    }

    /** A proper answer with code 0. */
    public static FakeReply success() {
        return of(Manner.ANSWER);
    }

    /** A proper answer with any code. */
    public static FakeReply code(int code, String remark) {
        return new FakeReply(Manner.ANSWER, code, remark, Map.of(), new byte[0], null, null);
    }

    /** No answer at all. */
    public static FakeReply silent() {
        return of(Manner.SILENT);
    }

    /** The connection is closed instead of an answer. */
    public static FakeReply closeConnection() {
        return of(Manner.CLOSE);
    }

    /** A proper success answer is cut in the middle and the connection closed. */
    public static FakeReply halfFrameThenClose() {
        return of(Manner.HALF_FRAME_THEN_CLOSE);
    }

    /** A length field that no one may accept, followed by a few bytes; the connection stays open. */
    public static FakeReply oversizedLength() {
        return of(Manner.OVERSIZED_LENGTH);
    }

    /** Bytes that are no frame of this protocol: the start of an HTTP answer. */
    public static FakeReply garbage() {
        return raw("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
    }

    /** A frame with right lengths whose header cannot be read. */
    public static FakeReply brokenHeader() {
        return raw(FakeCodec.frame(0, "{\"code\":0,\"opaque\":".getBytes(UTF_8), new byte[0]));
    }

    /** Any bytes. */
    public static FakeReply raw(byte[] bytes) {
        return of(Manner.RAW).body(bytes);
    }

    public FakeReply ext(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(ext);
        more.put(name, value);
        return new FakeReply(manner, code, remark, more, body, encoding, gate);
    }

    public FakeReply body(byte[] newBody) {
        return new FakeReply(manner, code, remark, ext, newBody, encoding, gate);
    }

    public FakeReply body(String text) {
        return body(text.getBytes(UTF_8));
    }

    /** The same answer, with an opaque that nobody asked with. */
    public FakeReply wrongOpaque() {
        return with(Manner.WRONG_OPAQUE);
    }

    /** The same answer, sent two times. */
    public FakeReply twice() {
        return with(Manner.TWICE);
    }

    /** The same answer, its header in the given form. */
    public FakeReply in(FakeEncoding form) {
        return new FakeReply(manner, code, remark, ext, body, form, gate);
    }

    /** The same reply, held back until the gate is opened. */
    public FakeReply after(FakeGate newGate) {
        return new FakeReply(manner, code, remark, ext, body, encoding, newGate);
    }

    private FakeReply with(Manner newManner) {
        return new FakeReply(newManner, code, remark, ext, body, encoding, gate);
    }

    private static FakeReply of(Manner manner) {
        return new FakeReply(manner, 0, null, Map.of(), new byte[0], null, null);
    }
}
