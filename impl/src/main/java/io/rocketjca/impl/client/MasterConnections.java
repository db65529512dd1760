package io.rocketjca.impl.client;

import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.route.RouteTable;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Keeps the masters that routes name connected, and tells them that this client lives. */
final class MasterConnections {

    private final RemotingClient remoting;
    private final RouteTable routes;
    private final BrokerConnections brokers;
    private final Heartbeats heartbeats;
    private final BooleanSupplier running;

    /**
     * @param running whether the client may connect
     */
    MasterConnections(
            RemotingClient remoting,
            RouteTable routes,
            BrokerConnections brokers,
            Heartbeats heartbeats,
            BooleanSupplier running) {
        this.remoting = remoting;
        this.routes = routes;
        this.brokers = brokers;
        this.heartbeats = heartbeats;
        this.running = running;
    }

    /** Closes connections to brokers that no route mentions any more; then every known master gets a heartbeat. */
    void tend() {
        remoting.retainOnly(routes.addressesInUse());
        Set<String> masters = routes.masters();
        heartbeats.retainOnly(masters);
        for (String master : masters) {
            if (brokers.to(master) == null) {
                connect(master);
            } else {
                heartbeats.beat(brokers.to(master));
            }
        }
    }

    /** Tells all that are connected at once, such as of a new producer group. */
    void greet() {
        brokers.all().forEach(heartbeats::beat);
    }

    /** Connects to those that are not connected. */
    void reconnect() {
        prepare(routes.masters());
    }

    /** Connects to brokers before the first send needs them. */
    void prepare(Set<String> masters) {
        if (running.getAsBoolean()) {
            masters.stream().filter(master -> brokers.to(master) == null).forEach(this::connect);
        }
    }

    /** A new connection is greeted with a heartbeat by itself. */
    private void connect(String master) {
        remoting.connect(master).whenComplete((connection, failure) -> {
            if (failure != null) {
                heartbeats.missed(master, failure);
            }
        });
    }
}
