package io.rocketjca.impl.route;

import io.rocketjca.impl.protocol.response.TopicRouteData;
import java.util.List;

/** What came of asking the name servers for one topic. */
sealed interface RouteAnswer {

    /** What each name server said, in the order in which they ended. */
    List<NameServerReply> replies();

    /**
     * A name server told the route.
     *
     * @param data the route
     * @param from the name server
     */
    record Found(TopicRouteData data, String from, List<NameServerReply> replies) implements RouteAnswer {}

    /** The topic does not exist, as far as name servers could be reached. */
    record Missing(List<NameServerReply> replies) implements RouteAnswer {}

    /**
     * No name server answered the question.
     *
     * @param outOfTime whether the time was up before all had answered, so that asking with more time may help
     */
    record Failed(List<NameServerReply> replies, boolean outOfTime) implements RouteAnswer {}
}
