package io.rocketjca.impl.config;

/**
 * Who a client is for the broker's access control. Never printed in full.
 *
 * @param accessKey the access key; empty for an anonymous client
 * @param secretKey the secret that signs requests; empty for an anonymous client
 * @param securityToken the token that goes with temporary keys; empty for none
 */
public record Credentials(String accessKey, String secretKey, String securityToken) {

    public static final Credentials ANONYMOUS = new Credentials("", "");

    public Credentials {
        accessKey = accessKey == null ? "" : accessKey;
        secretKey = secretKey == null ? "" : secretKey;
        securityToken = securityToken == null ? "" : securityToken;
    }

    /** Credentials without a token. */
    public Credentials(String accessKey, String secretKey) {
        this(accessKey, secretKey, "");
    }

    public boolean anonymous() {
        return accessKey.isEmpty();
    }

    /** The same keys with a token. */
    public Credentials withSecurityToken(String token) {
        return new Credentials(accessKey, secretKey, token);
    }

    /** Notes a key without its other half, and a token without keys. */
    public void check(ConfigProblems problems) {
        if (accessKey.isEmpty() && !secretKey.isEmpty()) {
            problems.add("a secret key is configured without an access key: give both or neither");
        }
        if (!accessKey.isEmpty() && secretKey.isEmpty()) {
            problems.add("an access key is configured without a secret key: give both or neither");
        }
        if (accessKey.isEmpty() && !securityToken.isEmpty()) {
            problems.add("a security token is configured without an access key: give the keys that it belongs to");
        }
    }

    @Override
    public String toString() {
        return anonymous()
                ? "anonymous"
                : "accessKey=" + accessKey + ", secretKey=***" + (securityToken.isEmpty() ? "" : ", securityToken=***");
    }
}
