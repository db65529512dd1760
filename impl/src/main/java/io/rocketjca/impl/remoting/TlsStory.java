package io.rocketjca.impl.remoting;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.rocketjca.impl.config.TlsConfig;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** Tells why TLS failed, and what to do about it, in one sentence. */
final class TlsStory {

    private static final String ALERT = "fatal alert";

    private TlsStory() {}

    /**
     * Why no encrypted connection came about.
     *
     * @param name the host name that the certificate had to hold
     */
    static String ofHandshake(String address, String name, TlsConfig tls, Throwable failure) {
        return "no TLS connection to " + address + ": " + reason(name, tls, failure);
    }

    /** What befell a connection that was open, be it encrypted or not. */
    static String ofOpenConnection(Throwable failure) {
        return find(failure, SSLException.class) != null && root(failure).contains(ALERT)
                ? "the server ended TLS; it may demand a client certificate that it trusts (tlsKeyStore)"
                : "input or output failed";
    }

    private static String reason(String name, TlsConfig tls, Throwable failure) {
        if (find(failure, CertificateExpiredException.class) != null) {
            return "the server's certificate has expired (" + root(failure) + "): renew it on the server";
        }
        if (find(failure, CertificateNotYetValidException.class) != null) {
            return "the server's certificate is not valid yet (" + root(failure) + "): compare the clocks";
        }
        if (find(failure, CertPathBuilderException.class) != null
                || find(failure, CertPathValidatorException.class) != null) {
            return "the server's certificate is not trusted (" + root(failure) + "): " + trustAdvice(tls);
        }
        if (find(failure, CertificateException.class) != null) {
            return "the server's certificate does not name the host " + name + " (" + root(failure)
                    + "): let it hold that name or address as subject alternative name, or set tlsServerName to a name"
                    + " that it holds";
        }
        if (find(failure, SslHandshakeTimeoutException.class) != null) {
            return "the server did not agree on TLS within the connect timeout: it may be overloaded, or no RocketMQ"
                    + " server";
        }
        if (find(failure, NotSslRecordException.class) != null) {
            return "the server does not speak TLS on this port";
        }
        return reasonOfServer(failure);
    }

    private static String trustAdvice(TlsConfig tls) {
        return tls.trustStore().none()
                ? "set tlsTrustStore to a file with the certificate of the authority that signed it; without, only what"
                        + " the JVM trusts is trusted"
                : "put the certificate of the authority that signed it into tlsTrustStore " + tls.trustStore();
    }

    private static String reasonOfServer(Throwable failure) {
        String words = root(failure);
        if (find(failure, SSLException.class) != null && words.contains(ALERT)) {
            return "the server refused (" + words
                    + "): it may demand a client certificate that it trusts (tlsKeyStore),"
                    + " or other versions of TLS (tlsProtocols)";
        }
        if (find(failure, SSLException.class) == null && find(failure, IOException.class) != null) {
            return "the server closed the connection (" + words + "): its TLS may be switched off (tls.server.mode), or"
                    + " it may demand a client certificate (tlsKeyStore)";
        }
        return words;
    }

    private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
