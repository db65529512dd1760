package io.rocketjca.impl.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority for tests, with the JVM's own tool: every file in one directory, every password the same. */
public final class FakePki {

    public static final String PASSWORD = "change-it";

    private static final String TYPE = "PKCS12";

    private final Path directory;
    private final Path store;

    private FakePki(Path directory) {
        this.directory = directory;
        this.store = directory.resolve("all.p12");
    }

    /** Makes an authority in an existing directory. */
    public static FakePki in(Path directory) {
        FakePki pki = new FakePki(directory);
        pki.keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test Authority", "-ext", "bc:c", "-validity", "30");
        return pki;
    }

    /** Issues a certificate, by subject alternative names such as {@code ip:127.0.0.1,dns:mq}. */
    public FakePki issue(String alias, String names) {
        return issue(alias, names, "-validity", "30");
    }

    /** Issues a certificate that is not valid any more. */
    public FakePki issueExpired(String alias, String names) {
        return issue(alias, names, "-startdate", "-10d", "-validity", "5");
    }

    private FakePki issue(String alias, String names, String... validity) {
        List<String> command = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-signer", "ca"));
        command.addAll(List.of("-dname", "CN=" + alias));
        if (!names.isEmpty()) {
            command.addAll(List.of("-ext", "san=" + names));
        }
        command.addAll(List.of(validity));
        keytool(command.toArray(String[]::new));
        return this;
    }

    /** A key store with one key and its chain. */
    public Path keyStore(String alias) {
        try {
            KeyStore own = KeyStore.getInstance(TYPE);
            own.load(null, null);
            own.setKeyEntry(alias, key(alias), PASSWORD.toCharArray(), chain(alias));
            return write(alias + ".p12", own);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A trust store with the authority's certificate. */
    public Path trustStore() {
        try {
            KeyStore trust = KeyStore.getInstance(TYPE);
            trust.load(null, null);
            trust.setCertificateEntry("ca", all().getCertificate("ca"));
            return write("trust.p12", trust);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The authority's certificate as PEM. */
    public Path trustPem() {
        return pem("ca-cert.pem", certificatePem("ca", 1));
    }

    /** A certificate and its chain as PEM. */
    public Path certificatePem(String alias) {
        return pem(alias + "-cert.pem", certificatePem(alias, 2));
    }

    /** A private key as PEM, in the form PKCS#8. */
    public Path keyPem(String alias) {
        return pem(alias + "-key.pem", keyText(alias));
    }

    /** A private key with its certificate and chain in one PEM file. */
    public Path keyAndCertificatePem(String alias) {
        return pem(alias + ".pem", keyText(alias) + certificatePem(alias, 2));
    }

    /** What a server is made with; it demands client certificates by its socket. */
    public SSLContext serverContext(String alias) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(open(keyStore(alias)), PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(open(trustStore()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String keyText(String alias) {
        return text("PRIVATE KEY", key(alias).getEncoded());
    }

    private String certificatePem(String alias, int most) {
        try {
            StringBuilder text = new StringBuilder();
            Certificate[] chain = chain(alias);
            for (int i = 0; i < Math.min(most, chain.length); i++) {
                text.append(text("CERTIFICATE", chain[i].getEncoded()));
            }
            return text.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String type, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }

    private Path pem(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String name, KeyStore content) throws IOException, GeneralSecurityException {
        Path file = directory.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            content.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private Key key(String alias) {
        try {
            return all().getKey(alias, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Certificate[] chain(String alias) throws GeneralSecurityException {
        return all().getCertificateChain(alias);
    }

    private KeyStore all() {
        return open(store);
    }

    private static KeyStore open(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore opened = KeyStore.getInstance(TYPE);
            opened.load(in, PASSWORD.toCharArray());
            return opened;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", TYPE, "-storepass", PASSWORD));
        command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-J-XX:TieredStopAtLevel=1"));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
