package io.rocketjca.impl.remoting;

import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Opens and keeps the connections of one client instance: at most one per address, shared by all callers. */
public interface RemotingClient {

    /** The way to an address, the same for all who ask while there is a connection. */
    Line line(String address);

    /** The open connection to an address, or {@code null} if there is none now. */
    Connection connected(String address);

    /**
     * The open connection to an address, opened if need be. Concurrent callers share one pending connect.
     *
     * @return completes on the event loop, within the connect timeout, or twice that with TLS; fails with a {@link RemotingException}
     */
    CompletionStage<Connection> connect(String address);

    /** Closes the connections to all other addresses. */
    void retainOnly(Set<String> addresses);

    /** Closes all connections, failing what is in flight, and refuses new ones. */
    void close();
}
