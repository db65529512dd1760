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

    @Override
    public String toString() {
        return anonymous() ? "anonymous" : "accessKey=" + accessKey + ", secretKey=***";
    }
}
