package io.rocketjca.impl.route;

/** No name server gave a usable route for a topic; the text tells which were asked, what each answered, and what to do. */
public final class NoRouteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoRouteException(String message, Throwable cause) {
        super(message, cause);
    }
}
