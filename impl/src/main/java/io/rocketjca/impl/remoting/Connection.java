package io.rocketjca.impl.remoting;

/** One open connection to a name server or broker, shared by all callers. */
public interface Connection {

    /**
     * Sends a request whose answer completes the call. Never blocks on the network and never throws: every failure arrives at
     * {@link Call#failed}, on the calling thread if the request was not even appended.
     */
    void call(Call call);

    /**
     * Sends a one-way request.
     *
     * @return {@code null} once the frame is appended to the connection, else why it was not
     */
    CallFailure sendOneWay(FrameSource frame);

    /** The peer as {@code host:port}. */
    String address();

    boolean open();

    /** Closes the connection and fails every call in flight. */
    void close(String reason);
}
