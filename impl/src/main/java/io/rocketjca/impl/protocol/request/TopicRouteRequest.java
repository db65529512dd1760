package io.rocketjca.impl.protocol.request;

import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import java.util.Map;

/**
 * Asks a name server where a topic lives.
 *
 * @param topic the topic
 */
public record TopicRouteRequest(String topic) {

    /** The request; the connection gives it its opaque. Asks for legal JSON, which old name servers cannot give. */
    public RemotingCommand toCommand() {
        Map<String, String> fields = Map.of("topic", topic, "acceptStandardJsonOnly", "true");
        return RemotingCommand.request(RequestCode.GET_ROUTEINFO_BY_TOPIC, 0, fields, null);
    }
}
