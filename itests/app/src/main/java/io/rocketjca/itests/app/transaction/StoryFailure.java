package io.rocketjca.itests.app.transaction;

/** The application's own failure, after which a transaction must not commit. */
public final class StoryFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoryFailure(String message) {
        super(message);
    }

    StoryFailure(Exception cause) {
        super(cause);
    }
}
