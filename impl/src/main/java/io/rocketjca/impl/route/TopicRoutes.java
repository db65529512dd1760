package io.rocketjca.impl.route;

import io.rocketjca.impl.time.Deadline;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where topics can be written to: known routes at once, unknown ones by asking the name servers. */
public interface TopicRoutes {

    /** Follows a topic, or returns {@code null} if nothing is known of it. */
    FollowedTopic follow(String topic);

    /** The last known snapshot, or {@code null}. */
    PublishQueues known(String topic);

    /**
     * All brokers that hold a topic, writable or not, as last known, and without a master those that left its route lately, with
     * what they have stored; empty if nothing is known.
     */
    List<TopicBroker> brokers(String topic);

    /**
     * Looks the topic up at the name servers. Concurrent lookups of one topic share one request; each waits within its own
     * deadline.
     *
     * @param createOnDemand whether a topic without a route may take the route of {@code TBW102}, with as many queues as
     *     {@code queues}
     * @return ends at the deadline at the latest; fails with a {@link NoRouteException} that tells which name servers were asked and what each answered
     */
    CompletionStage<PublishQueues> lookup(String topic, boolean createOnDemand, int queues, Deadline deadline);

    /** Asks for a fresh snapshot soon, because a broker refused or vanished; returns at once, at most one request per topic. */
    void refresh(String topic);
}
