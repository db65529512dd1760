package io.rocketjca.impl.protocol.request;

import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import jakarta.json.stream.JsonGenerator;
import java.util.Collection;
import java.util.List;

/**
 * Tells a broker which groups this client has, and that it is alive.
 *
 * @param clientId the client's id
 * @param producerGroups the producer groups
 * @param consumers the consumer groups; empty for a client that only sends
 */
public record HeartbeatRequest(
        String clientId, Collection<String> producerGroups, Collection<ConsumerEntry> consumers) {

    /** Something that a consumer says about itself in a heartbeat. */
    public interface ConsumerEntry {

        /** Writes the members of one JSON object, whose braces the caller writes. */
        void writeMembers(JsonGenerator json);
    }

    public HeartbeatRequest {
        producerGroups = List.copyOf(producerGroups);
        consumers = List.copyOf(consumers);
    }

    /** The heartbeat of a client that only sends. */
    public static HeartbeatRequest ofProducers(String clientId, Collection<String> producerGroups) {
        return new HeartbeatRequest(clientId, producerGroups, List.of());
    }

    /** The request; the connection gives it its opaque. */
    public RemotingCommand toCommand(JsonBodies bodies) {
        return RemotingCommand.request(RequestCode.HEART_BEAT, 0, null, bodies.write(this::write));
    }

    private void write(JsonGenerator json) {
        json.writeStartObject();
        json.write("clientID", clientId);
        json.writeStartArray("consumerDataSet");
        for (ConsumerEntry consumer : consumers) {
            json.writeStartObject();
            consumer.writeMembers(json);
            json.writeEnd();
        }
        json.writeEnd();
        json.write("heartbeatFingerprint", 0); // 0 asks for the plain form of heartbeats
        json.writeStartArray("producerDataSet");
        for (String group : producerGroups) {
            json.writeStartObject();
            json.write("groupName", group);
            json.writeEnd();
        }
        json.writeEnd();
        json.write("withoutSub", false);
        json.writeEnd();
    }
}
