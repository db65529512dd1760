package io.rocketjca.impl.config;

/**
 * Who a client is for the broker's access control. Never printed in full.
 *
 * @param accessKey the access key; empty for an anonymous client
 * @param secretKey the secret that signs requests; empty for an anonymous client
 */
public record Credentials(String accessKey, String secretKey) {

    public static final Credentials ANONYMOUS = new Credentials("", "");

    public Credentials {
        accessKey = accessKey == null ? "" : accessKey;
        secretKey = secretKey == null ? "" : secretKey;
    }

    public boolean anonymous() {
        return accessKey.isEmpty();
    }

    /** Notes a key without its other half. */
    public void check(ConfigProblems problems) {
        if (accessKey.isEmpty() && !secretKey.isEmpty()) {
            problems.add("a secret key is configured without an access key: give both or neither");
        }
        if (!accessKey.isEmpty() && secretKey.isEmpty()) {
            problems.add("an access key is configured without a secret key: give both or neither");
        }
    }

    @Override
    public String toString() {
        return anonymous() ? "anonymous" : "accessKey=" + accessKey + ", secretKey=***";
    }
}
