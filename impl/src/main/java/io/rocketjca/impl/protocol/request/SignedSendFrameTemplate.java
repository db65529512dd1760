package io.rocketjca.impl.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.Decimals;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.HmacSigner;
import io.rocketjca.impl.protocol.SignatureComputation;
import java.util.Map;
import java.util.TreeMap;

/**
 * A template whose frames are signed: the frames of another template, which leaves room for the signature among its constant
 * fields. What is signed and the same for all messages is put in order once.
 */
final class SignedSendFrameTemplate implements SendFrameTemplate {

    /** The fields that differ from message to message follow each other in the order of names, from here on. */
    private static final String FIRST_VARIABLE_FIELD = "f";

    private static final byte[] UNIQUE_KEY = "UNIQ_KEY\u0001".getBytes(UTF_8);
    private static final byte[] WAIT_TRUE = "\u0002WAIT\u0001true\u0002".getBytes(UTF_8);
    private static final byte[] WAIT_FALSE = "\u0002WAIT\u0001false\u0002".getBytes(UTF_8);

    private final SendFrameTemplate unsigned;
    private final HmacSigner signer;
    private final int signatureAt;
    private final byte[] before;
    private final byte[] after;

    /**
     * @param fields the constant fields, with room for the signature
     */
    private SignedSendFrameTemplate(
            SendFrameTemplate unsigned, Map<String, String> fields, int signatureAt, HmacSigner signer) {
        this.unsigned = unsigned;
        this.signer = signer;
        this.signatureAt = signatureAt;
        TreeMap<String, String> sorted = new TreeMap<>(fields);
        sorted.remove(HmacSigner.SIGNATURE);
        this.before =
                String.join("", sorted.headMap(FIRST_VARIABLE_FIELD).values()).getBytes(UTF_8);
        this.after =
                String.join("", sorted.tailMap(FIRST_VARIABLE_FIELD).values()).getBytes(UTF_8);
    }

    static SignedSendFrameTemplate of(
            HeaderEncoding encoding, SendTarget target, HmacSigner signer, SendFrameTemplate batches) {
        int code = target.requestCode();
        Map<String, String> fields = SendFields.signed(target, signer);
        return switch (encoding) {
            case JSON -> {
                JsonSendFrameTemplate json = new JsonSendFrameTemplate(code, fields, batches);
                yield new SignedSendFrameTemplate(json, fields, json.signatureAt(), signer);
            }
            case BINARY -> {
                BinarySendFrameTemplate binary = new BinarySendFrameTemplate(code, fields, batches);
                yield new SignedSendFrameTemplate(binary, fields, binary.signatureAt(), signer);
            }
        };
    }

    @Override
    public SendFrameTemplate forBatches() {
        return unsigned.forBatches();
    }

    @Override
    public int maxFrameBytes(PreparedMessage message) {
        return unsigned.maxFrameBytes(message);
    }

    @Override
    public void write(ByteBuf out, int opaque, boolean oneWay, PreparedMessage message) {
        int start = out.writerIndex();
        unsigned.write(out, opaque, oneWay, message);
        SignatureComputation computation = signer.take();
        computation.add(before);
        addVariable(computation, message);
        computation.add(after);
        computation.add(message.body());
        computation.finish(out, start + signatureAt);
        signer.giveBack(computation);
    }

    private static void addVariable(SignatureComputation computation, PreparedMessage message) {
        ByteBuf text = computation.scratch();
        Decimals.write(text, message.sysFlag());
        Decimals.write(text, message.bornMillis());
        Decimals.write(text, message.flag());
        text.writeBytes(UNIQUE_KEY);
        SendFields.writeUniqueKey(text, message);
        text.writeBytes(message.waitStored() ? WAIT_TRUE : WAIT_FALSE);
        computation.addScratch();
        if (message.properties() != null) {
            computation.add(message.properties());
        }
    }
}
