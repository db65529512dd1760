package io.rocketjca.impl.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.config.Credentials;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs with one user's secret: HMAC-SHA1 over the values of all extension fields but one in the order of their names, then the
 * body. Code, request id, flag and remark are not covered, so a signed request may be repeated under any id.
 */
public final class HmacSigner implements RequestSigner {

    /** The name of the field that holds the signature, which is not signed itself. */
    public static final String SIGNATURE = "Signature";

    /** The field of a question for a unique key, signed only in requests of a later version than {@link #VERSION_4_9_3}. */
    public static final String UNIQUE_KEY_QUERY = "_UNIQUE_KEY_QUERY";

    /** The last version whose {@link #UNIQUE_KEY_QUERY} no broker takes for signed; 4.9 and 5.0 never do, later brokers look at the version. */
    public static final int VERSION_4_9_3 = 399;

    private static final String ACCESS_KEY = "AccessKey";
    private static final String SECURITY_TOKEN = "SecurityToken";

    /** The most computations kept: one for each connection that is written to at the same time, in most clusters. */
    private static final int SPARES = 16;

    private final Map<String, String> identity;
    private final SecretKeySpec key;
    private final AtomicReferenceArray<SignatureComputation> spares = new AtomicReferenceArray<>(SPARES);

    HmacSigner(Credentials credentials) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(ACCESS_KEY, credentials.accessKey());
        if (!credentials.securityToken().isEmpty()) {
            fields.put(SECURITY_TOKEN, credentials.securityToken());
        }
        this.identity = fields;
        this.key = new SecretKeySpec(credentials.secretKey().getBytes(UTF_8), SignatureComputation.ALGORITHM);
    }

    /** The fields that say who signs: part of every signed request. */
    public Map<String, String> identity() {
        return identity;
    }

    @Override
    public RemotingCommand sign(RemotingCommand request) {
        Map<String, String> fields = new LinkedHashMap<>(request.extFields());
        fields.putAll(identity);
        fields.remove(SIGNATURE);
        SignatureComputation computation = take();
        TreeMap<String, String> signed = new TreeMap<>(fields);
        if (request.version() <= VERSION_4_9_3) {
            signed.remove(UNIQUE_KEY_QUERY);
        }
        signed.values().forEach(value -> computation.add(value.getBytes(UTF_8)));
        computation.add(request.body());
        ByteBuf signature = Unpooled.buffer(SignatureComputation.TEXT_BYTES);
        signature.writerIndex(SignatureComputation.TEXT_BYTES);
        computation.finish(signature, 0);
        giveBack(computation);
        fields.put(SIGNATURE, signature.toString(ISO_8859_1));
        return new RemotingCommand(
                request.code(),
                request.version(),
                request.opaque(),
                request.flag(),
                request.remark(),
                fields,
                request.body());
    }

    /** A computation for the caller alone; {@link #giveBack} it unless it fails. Without a lock. */
    public SignatureComputation take() {
        for (int i = 0; i < SPARES; i++) {
            SignatureComputation spare = spares.get(i);
            if (spare != null && spares.compareAndSet(i, spare, null)) {
                return spare;
            }
        }
        return new SignatureComputation(key);
    }

    /** Keeps a finished computation, unless there are enough. */
    public void giveBack(SignatureComputation finished) {
        for (int i = 0; i < SPARES; i++) {
            if (spares.get(i) == null && spares.compareAndSet(i, null, finished)) {
                return;
            }
        }
    }
}
