package io.rocketjca.impl.client;

import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.ConnectionListener;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.remoting.PushedRequests;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open connections to brokers, one per address; name servers are left out. */
final class BrokerConnections implements ConnectionListener {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerConnections.class);

    private volatile Set<String> nameServers;
    private final Consumer<Connection> greeting;
    private final Runnable burstEnd;
    private final PushedRequests pushedRequests;
    private final Map<String, Connection> byAddress = new ConcurrentHashMap<>();

    /**
     * @param nameServers addresses that are no brokers
     * @param greeting called for every new connection to a broker, on the event loop
     * @param burstEnd called after every burst of answers, on the event loop
     * @param pushedRequests answers what brokers ask
     */
    BrokerConnections(
            Collection<String> nameServers,
            Consumer<Connection> greeting,
            Runnable burstEnd,
            PushedRequests pushedRequests) {
        this.pushedRequests = pushedRequests;
        this.burstEnd = burstEnd;
        this.nameServers = Set.copyOf(nameServers);
        this.greeting = greeting;
    }

    /** Takes other addresses for those of name servers. */
    void nameServers(Collection<String> addresses) {
        nameServers = Set.copyOf(addresses);
    }

    /** The connection to a broker, or {@code null} if none is open. */
    Connection to(String address) {
        return byAddress.get(address);
    }

    List<Connection> all() {
        return List.copyOf(byAddress.values());
    }

    @Override
    public void opened(Connection connection) {
        if (!nameServers.contains(connection.address())) {
            LOG.info("broker connected address={}", connection.address());
            byAddress.put(connection.address(), connection);
            greeting.accept(connection);
        }
    }

    @Override
    public void closed(Connection connection, String reason) {
        if (byAddress.remove(connection.address(), connection)) {
            LOG.info("broker disconnected address={} reason={}", connection.address(), reason);
            return;
        }
        Connection successor = byAddress.get(connection.address());
        if (successor != null) {
            // A broker forgets a client id with any connection that ends, also if another one was announced since.
            greeting.accept(successor);
        }
    }

    @Override
    public void burstEnded(Connection connection) {
        burstEnd.run();
    }

    @Override
    public void pushed(Connection connection, InboundFrame request) {
        pushedRequests.handle(connection, request);
    }
}
