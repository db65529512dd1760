package io.rocketjca.impl.config;

import java.util.List;

/**
 * Whether and how the connections of one client are encrypted. Passwords are never printed.
 *
 * @param enabled whether they are; if not, nothing else counts
 * @param trustStore whose signatures on server certificates are believed
 * @param keyStore what the client shows to servers that ask for a certificate
 * @param verifyCertificate whether a server's certificate must be trusted
 * @param verifyHostName whether it must also name the server
 * @param serverName the name that every server's certificate must hold, and that is asked for; empty for each server's host
 * @param protocols the versions of TLS that may be spoken
 */
public record TlsConfig(
        boolean enabled,
        StoreFile trustStore,
        StoreFile keyStore,
        boolean verifyCertificate,
        boolean verifyHostName,
        String serverName,
        List<String> protocols) {

    public static final List<String> DEFAULT_PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Nothing is encrypted. */
    public static final TlsConfig OFF =
            new TlsConfig(false, StoreFile.NONE, StoreFile.NONE, true, true, "", DEFAULT_PROTOCOLS);

    public TlsConfig {
        serverName = serverName == null ? "" : serverName.strip();
        protocols = List.copyOf(protocols);
    }

    /** Encrypted, with everything verified. */
    public static TlsConfig verified(StoreFile trustStore, StoreFile keyStore) {
        return new TlsConfig(true, trustStore, keyStore, true, true, "", DEFAULT_PROTOCOLS);
    }

    /**
     * A file with certificates, and perhaps a private key: a PKCS#12 or JKS key store, or PEM text.
     *
     * @param path where it is; empty for none
     * @param password opens it; empty for none
     */
    public record StoreFile(String path, String password) {

        public static final StoreFile NONE = new StoreFile("", "");

        public StoreFile {
            path = path == null ? "" : path.strip();
            password = password == null ? "" : password;
        }

        public boolean none() {
            return path.isEmpty();
        }

        @Override
        public String toString() {
            return none() ? "none" : path;
        }
    }
}
