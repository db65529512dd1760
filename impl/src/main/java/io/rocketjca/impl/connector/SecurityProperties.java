package io.rocketjca.impl.connector;

import jakarta.resource.spi.ConfigProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The config properties of a connection factory about encryption and temporary keys. Not abstract, because servers make one
 * to read the defaults.
 */
public class SecurityProperties implements Serializable {

    private static final long serialVersionUID = 1L;

    @Size(max = ConfigBounds.MAX_TOKEN_CHARACTERS)
    @ConfigProperty(
            confidential = true,
            description =
                    "The security token that belongs to temporary keys. Goes with the configured userName, also if"
                            + " the container or the caller gives that name and its password.")
    private String securityToken;

    @NotNull
    @ConfigProperty(
            description = "Whether all connections to name servers and brokers are encrypted with TLS. The "
                    + "ports are the same; servers accept both unless configured otherwise.")
    private Boolean tlsEnabled = false;

    @Size(max = ConfigBounds.MAX_PATH_CHARACTERS)
    @ConfigProperty(
            description = "The path of a file with the certificates that sign those of the servers: a PKCS#12 "
                    + "or JKS key store, or PEM. Read again when it changes, for new connections. If not "
                    + "set, what the JVM trusts.")
    private String tlsTrustStore;

    @Size(max = ConfigBounds.MAX_KEY_CHARACTERS)
    @ConfigProperty(confidential = true, description = "The password of tlsTrustStore.")
    private String tlsTrustStorePassword;

    @Size(max = ConfigBounds.MAX_PATH_CHARACTERS)
    @ConfigProperty(
            description = "The path of a file with this client's private key and certificate chain, for servers "
                    + "that demand one: a PKCS#12 or JKS key store, or PEM with both. Read again when it "
                    + "changes, for new connections.")
    private String tlsKeyStore;

    @Size(max = ConfigBounds.MAX_KEY_CHARACTERS)
    @ConfigProperty(confidential = true, description = "The password of tlsKeyStore and of the key in it.")
    private String tlsKeyStorePassword;

    @NotNull
    @ConfigProperty(
            description = "Whether a server must show a certificate that is trusted. False gives no protection "
                    + "against a false server.")
    private Boolean tlsVerifyCertificate = true;

    @NotNull
    @ConfigProperty(
            description =
                    "Whether a server's certificate must name the host that is connected to, or " + "tlsServerName.")
    private Boolean tlsVerifyHostName = true;

    @Pattern(regexp = ConfigBounds.TLS_SERVER_NAME, message = ConfigBounds.TLS_SERVER_NAME_WORDS)
    @ConfigProperty(
            description = "The host name that the certificate of every server must hold, and that is sent to it "
                    + "(SNI), where brokers announce addresses that no certificate holds. If not set, each "
                    + "server's own host.")
    private String tlsServerName;

    @NotNull
    @Pattern(regexp = ConfigBounds.TLS_PROTOCOLS, message = ConfigBounds.TLS_PROTOCOLS_WORDS)
    @ConfigProperty(description = "The versions of TLS that may be spoken, separated by commas: TLSv1.3 and TLSv1.2.")
    private String tlsProtocols = "TLSv1.3,TLSv1.2";

    /** Whether all config properties of this class are equal. */
    final boolean securedLike(SecurityProperties that) {
        return Objects.equals(securityToken, that.securityToken)
                && Objects.equals(tlsEnabled, that.tlsEnabled)
                && Objects.equals(tlsTrustStore, that.tlsTrustStore)
                && Objects.equals(tlsTrustStorePassword, that.tlsTrustStorePassword)
                && Objects.equals(tlsKeyStore, that.tlsKeyStore)
                && Objects.equals(tlsKeyStorePassword, that.tlsKeyStorePassword)
                && Objects.equals(tlsVerifyCertificate, that.tlsVerifyCertificate)
                && Objects.equals(tlsVerifyHostName, that.tlsVerifyHostName)
                && Objects.equals(tlsServerName, that.tlsServerName)
                && Objects.equals(tlsProtocols, that.tlsProtocols);
    }

    /** All config properties of this class by name. */
    Map<String, Object> security() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("securityToken", securityToken);
        values.put("tlsEnabled", tlsEnabled);
        values.put("tlsTrustStore", tlsTrustStore);
        values.put("tlsTrustStorePassword", tlsTrustStorePassword);
        values.put("tlsKeyStore", tlsKeyStore);
        values.put("tlsKeyStorePassword", tlsKeyStorePassword);
        values.put("tlsVerifyCertificate", tlsVerifyCertificate);
        values.put("tlsVerifyHostName", tlsVerifyHostName);
        values.put("tlsServerName", tlsServerName);
        values.put("tlsProtocols", tlsProtocols);
        return values;
    }

    public String getSecurityToken() {
        return securityToken;
    }

    public void setSecurityToken(String securityToken) {
        this.securityToken = securityToken;
    }

    public Boolean getTlsEnabled() {
        return tlsEnabled;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isTlsEnabled() {
        return tlsEnabled;
    }

    public void setTlsEnabled(Boolean tlsEnabled) {
        this.tlsEnabled = tlsEnabled;
    }

    public String getTlsTrustStore() {
        return tlsTrustStore;
    }

    public void setTlsTrustStore(String tlsTrustStore) {
        this.tlsTrustStore = tlsTrustStore;
    }

    public String getTlsTrustStorePassword() {
        return tlsTrustStorePassword;
    }

    public void setTlsTrustStorePassword(String tlsTrustStorePassword) {
        this.tlsTrustStorePassword = tlsTrustStorePassword;
    }

    public String getTlsKeyStore() {
        return tlsKeyStore;
    }

    public void setTlsKeyStore(String tlsKeyStore) {
        this.tlsKeyStore = tlsKeyStore;
    }

    public String getTlsKeyStorePassword() {
        return tlsKeyStorePassword;
    }

    public void setTlsKeyStorePassword(String tlsKeyStorePassword) {
        this.tlsKeyStorePassword = tlsKeyStorePassword;
    }

    public Boolean getTlsVerifyCertificate() {
        return tlsVerifyCertificate;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isTlsVerifyCertificate() {
        return tlsVerifyCertificate;
    }

    public void setTlsVerifyCertificate(Boolean tlsVerifyCertificate) {
        this.tlsVerifyCertificate = tlsVerifyCertificate;
    }

    public Boolean getTlsVerifyHostName() {
        return tlsVerifyHostName;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isTlsVerifyHostName() {
        return tlsVerifyHostName;
    }

    public void setTlsVerifyHostName(Boolean tlsVerifyHostName) {
        this.tlsVerifyHostName = tlsVerifyHostName;
    }

    public String getTlsServerName() {
        return tlsServerName;
    }

    public void setTlsServerName(String tlsServerName) {
        this.tlsServerName = tlsServerName;
    }

    public String getTlsProtocols() {
        return tlsProtocols;
    }

    public void setTlsProtocols(String tlsProtocols) {
        this.tlsProtocols = tlsProtocols;
    }
}
