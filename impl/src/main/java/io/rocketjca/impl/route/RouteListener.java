package io.rocketjca.impl.route;

import java.util.Set;

/** Told when a topic's route is new or has changed. Must not block. */
@FunctionalInterface
public interface RouteListener {

    /**
     * @param topic the topic
     * @param masters the addresses of all masters that now hold the topic; maybe none
     */
    void routeChanged(String topic, Set<String> masters);
}
