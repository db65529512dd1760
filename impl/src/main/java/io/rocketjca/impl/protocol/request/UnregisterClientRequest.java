package io.rocketjca.impl.protocol.request;

import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import java.util.Map;

/**
 * Tells a broker that a producer group of this client is gone.
 *
 * @param clientId the client's id, as in its heartbeats
 * @param producerGroup the producer group
 */
public record UnregisterClientRequest(String clientId, String producerGroup) {

    /** The request; the connection gives it its opaque. */
    public RemotingCommand toCommand() {
        Map<String, String> fields = Map.of("clientID", clientId, "producerGroup", producerGroup);
        return RemotingCommand.request(RequestCode.UNREGISTER_CLIENT, 0, fields, null);
    }
}
