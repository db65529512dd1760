package io.rocketjca.impl.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Computes one signature after the other. For one thread at a time. */
public final class SignatureComputation {

    /** The length of every signature: twenty bytes in Base64. */
    public static final int TEXT_BYTES = 28;

    static final String ALGORITHM = "HmacSHA1";

    private static final int DIGEST_BYTES = 20;
    private static final int SCRATCH_BYTES = 256;

    private final Mac mac;
    private final byte[] digest = new byte[DIGEST_BYTES];
    private final byte[] text = new byte[TEXT_BYTES];
    private final ByteBuf scratch = Unpooled.buffer(SCRATCH_BYTES);

    SignatureComputation(SecretKey key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot sign requests with " + ALGORITHM, e);
        }
    }

    /** Adds what is signed, in order. */
    public void add(byte[] bytes) {
        mac.update(bytes);
    }

    /** A small heap buffer to write into what comes next; {@link #addScratch} adds and empties it. */
    public ByteBuf scratch() {
        return scratch;
    }

    public void addScratch() {
        mac.update(scratch.array(), scratch.arrayOffset(), scratch.writerIndex());
        scratch.clear();
    }

    /** Puts the signature of all that was added, {@value #TEXT_BYTES} bytes, at a place in a buffer, and begins anew. */
    public void finish(ByteBuf out, int index) {
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A signature has not the expected length", e);
        }
        Base64.getEncoder().encode(digest, text);
        out.setBytes(index, text);
    }
}
