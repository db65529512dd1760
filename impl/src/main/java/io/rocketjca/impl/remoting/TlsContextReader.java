package io.rocketjca.impl.remoting;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.rocketjca.impl.config.TlsConfig;
import io.rocketjca.impl.config.TlsConfig.StoreFile;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** Reads the files of a TLS configuration. */
final class TlsContextReader {

    private static final String TRUST_STORE = "tlsTrustStore";
    private static final String KEY_STORE = "tlsKeyStore";

    /** More than any collection of certificates takes, and little enough to be read at once. */
    private static final long MAX_FILE_BYTES = 16 << 20;

    private static final String PEM_MARK = "-----BEGIN";

    private final TlsConfig config;

    TlsContextReader(TlsConfig config) {
        this.config = config;
    }

    SslContext read() throws TlsStoreException {
        boolean checkHost = config.verifyCertificate() && config.verifyHostName();
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .protocols(config.protocols())
                .endpointIdentificationAlgorithm(checkHost ? "HTTPS" : null);
        if (!config.verifyCertificate()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        } else if (!config.trustStore().none()) {
            read(TRUST_STORE, config.trustStore(), (file, pem) -> addTrust(builder, file, pem));
        }
        if (!config.keyStore().none()) {
            read(KEY_STORE, config.keyStore(), (file, pem) -> addKey(builder, file, pem));
        }
        try {
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsStoreException("TLS cannot be set up as configured: " + e.getMessage(), e);
        }
    }

    private static void read(String property, StoreFile file, Use use) throws TlsStoreException {
        try {
            Path path = Path.of(file.path());
            if (Files.size(path) > MAX_FILE_BYTES) {
                throw new IOException("it has more than " + MAX_FILE_BYTES + " bytes");
            }
            byte[] bytes = Files.readAllBytes(path);
            boolean pem = new String(bytes, StandardCharsets.ISO_8859_1).contains(PEM_MARK);
            use.use(file, pem ? bytes : null);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new TlsStoreException(property + " " + file.path() + " cannot be used: " + words(e), e);
        }
    }

    private static void addTrust(SslContextBuilder builder, StoreFile file, byte[] pem)
            throws IOException, GeneralSecurityException {
        if (pem != null) {
            builder.trustManager(stream(pem));
            return;
        }
        KeyStore store = open(file);
        boolean any = false;
        for (String alias : Collections.list(store.aliases())) {
            any |= store.getCertificate(alias) != null;
        }
        if (!any) {
            throw new IOException("no certificate can be read from it; is " + TRUST_STORE + "Password right?");
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        builder.trustManager(trust);
    }

    private static void addKey(SslContextBuilder builder, StoreFile file, byte[] pem)
            throws IOException, GeneralSecurityException {
        if (pem != null) {
            String password = file.password().isEmpty() ? null : file.password();
            builder.keyManager(stream(pem), stream(pem), password);
            return;
        }
        KeyStore store = open(file);
        boolean any = false;
        for (String alias : Collections.list(store.aliases())) {
            any |= store.isKeyEntry(alias);
        }
        if (!any) {
            throw new IOException("it holds no private key");
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, file.password().toCharArray());
        builder.keyManager(keys);
    }

    private static KeyStore open(StoreFile file) throws IOException, GeneralSecurityException {
        char[] password = file.password().isEmpty() ? null : file.password().toCharArray();
        return KeyStore.getInstance(new File(file.path()), password);
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static String words(Exception failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return "there is no such file";
        }
        Throwable cause = failure.getCause();
        String detail = cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return (failure.getMessage() == null ? failure.toString() : failure.getMessage()) + detail;
    }

    /** Takes a file's content, if it is PEM. */
    private interface Use {
        void use(StoreFile file, byte[] pem) throws IOException, GeneralSecurityException;
    }
}
