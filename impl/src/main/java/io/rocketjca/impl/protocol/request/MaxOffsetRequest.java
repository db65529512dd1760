package io.rocketjca.impl.protocol.request;

import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import java.util.Map;

/**
 * Asks a broker for the end of a topic's first queue: the harmless question with which RocketMQ's own client probes brokers.
 *
 * @param topic a topic
 */
public record MaxOffsetRequest(String topic) {

    /** The request; the connection gives it its opaque. */
    public RemotingCommand toCommand() {
        return RemotingCommand.request(RequestCode.GET_MAX_OFFSET, 0, Map.of("topic", topic, "queueId", "0"), null);
    }
}
