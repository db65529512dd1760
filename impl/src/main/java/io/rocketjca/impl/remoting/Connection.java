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

    /**
     * Waits, after {@link CallFailure.Kind#OVERLOADED}, until the connection has room again: until a quarter of its pending
     * bytes and in-flight slots is free. Holds no lock that a caller or the event loop needs. Not for the event loop.
     *
     * @param deadlineNanos when to stop waiting, on the ticker's scale
     * @return whether it is worth trying again; {@code false} once the deadline passed or the connection ended
     */
    boolean awaitRoom(long deadlineNanos) throws InterruptedException;

    /**
     * Pauses a moment if callers are so far ahead of the event loop that it pays to let it catch up; costs one read otherwise.
     * For a caller that may wait, after it has appended; returns at once on the event loop.
     */
    void keepPace();

    /** The peer as {@code host:port}. */
    String address();

    boolean open();

    /** When it was opened, on the ticker's scale; the process at the other end is the same ever since. */
    long openedNanos();

    /** The version ordinal of the peer, or 0 as long as nobody has noted it. */
    int peerVersion();

    /** Notes the version that an answer of the peer told. */
    void notePeerVersion(int version);

    /**
     * Takes the connection out of use, as after GO_AWAY: new frames are refused as not connected, the next connect to the
     * address opens another connection, what is in flight goes on, and the connection closes when nothing is left.
     */
    void drain(String reason);

    /** Closes the connection and fails every call in flight. */
    void close(String reason);
}
