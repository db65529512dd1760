package io.rocketjca.impl.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The access control of a fake peer: checks signatures in the plainest way, independent of production code. */
public final class FakeAcl {

    private static final int VERSION_4_9_3 = 399;

    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final boolean old;

    private FakeAcl(boolean old) {
        this.old = old;
    }

    /** Refuses as servers since 5.3 do, with code 16. */
    public static FakeAcl current() {
        return new FakeAcl(false);
    }

    /** Refuses as 4.9 servers do, with the general code 1. */
    public static FakeAcl old() {
        return new FakeAcl(true);
    }

    public FakeAcl user(String accessKey, String secretKey) {
        secrets.put(accessKey, secretKey);
        return this;
    }

    /** Why a request is refused, or {@code null}. */
    FakeReply refusal(FakeFrame request) {
        String user = request.ext("AccessKey");
        if (user == null) {
            return refuse("username cannot be null.");
        }
        if (!secrets.containsKey(user)) {
            return refuse("User:" + user + " is not found.");
        }
        Map<String, String> signed = new TreeMap<>(request.ext());
        if (old || request.version() <= VERSION_4_9_3) {
            signed.remove("_UNIQUE_KEY_QUERY");
        }
        boolean good = signature(signed, request.body(), secrets.get(user)).equals(request.ext("Signature"));
        return good ? null : refuse("check signature failed.");
    }

    private FakeReply refuse(String why) {
        return old ? FakeReply.code(1, "org.apache.rocketmq.acl.common.AclException: " + why) : FakeReply.code(16, why);
    }

    /** The signature of a request. */
    public static String signature(Map<String, String> fields, byte[] body, String secret) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        new TreeMap<>(fields).forEach((name, value) -> {
            if (!name.equals("Signature")) {
                // a server that has read an empty text in the binary form takes it for null, and signs that word
                signed.writeBytes(String.valueOf(value).getBytes(UTF_8));
            }
        });
        signed.writeBytes(body);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
