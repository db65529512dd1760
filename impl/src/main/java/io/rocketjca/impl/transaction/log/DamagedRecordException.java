package io.rocketjca.impl.transaction.log;

/** What was read from the log is not what was written. */
final class DamagedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DamagedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
