package io.rocketjca.impl.route;

/**
 * A broker that holds a topic.
 *
 * @param name the broker's name
 * @param masterAddress the master's address as {@code host:port}, or {@code null} if the broker has no master now
 */
public record TopicBroker(String name, String masterAddress) {

    public boolean reachable() {
        return masterAddress != null;
    }
}
