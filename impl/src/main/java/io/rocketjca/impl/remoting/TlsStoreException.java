package io.rocketjca.impl.remoting;

/** A file that TLS needs cannot be used; the text names the property and the file, and says what is wrong. */
final class TlsStoreException extends Exception {

    private static final long serialVersionUID = 1L;

    TlsStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
