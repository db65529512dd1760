package io.rocketjca.impl.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.RemotingCommand;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private final JsonBodies bodies = JsonBodies.ofContextClassLoader();

    @Test
    @Row("RTE-06")
    void routeRequestAsksForLegalJson() {
        RemotingCommand command = new TopicRouteRequest("orders").toCommand();
        assertThat(command.code()).isEqualTo(105);
        assertThat(command.version()).isEqualTo(513);
        assertThat(command.extFields()).isEqualTo(Map.of("topic", "orders", "acceptStandardJsonOnly", "true"));
        assertThat(command.body()).isEmpty();
        assertThat(command.isOneWay()).isFalse();
    }

    @Test
    void unregisterRequestNamesClientAndGroup() {
        RemotingCommand command = new UnregisterClientRequest("c@1", "PG").toCommand();
        assertThat(command.code()).isEqualTo(35);
        assertThat(command.extFields()).isEqualTo(Map.of("clientID", "c@1", "producerGroup", "PG"));
    }

    @Test
    @Row("LIF-23")
    void heartbeatHasTheOfficialBody() {
        RemotingCommand command =
                HeartbeatRequest.ofProducers("127.0.0.1@123#456", List.of("PG")).toCommand(bodies);
        assertThat(command.code()).isEqualTo(34);
        assertThat(command.extFields()).isEmpty();
        assertThat(new String(command.body(), UTF_8))
                .isEqualTo("{\"clientID\":\"127.0.0.1@123#456\",\"consumerDataSet\":[],\"heartbeatFingerprint\":0,"
                        + "\"producerDataSet\":[{\"groupName\":\"PG\"}],\"withoutSub\":false}");
    }

    @Test
    void heartbeatCarriesManyGroupsAndConsumers() {
        HeartbeatRequest.ConsumerEntry consumer =
                json -> json.write("groupName", "CG").write("messageModel", "CLUSTERING");
        RemotingCommand command = new HeartbeatRequest("c\"1", List.of("A", "B"), List.of(consumer)).toCommand(bodies);
        assertThat(new String(command.body(), UTF_8))
                .contains(
                        "\"clientID\":\"c\\\"1\"",
                        "\"consumerDataSet\":[{\"groupName\":\"CG\",\"messageModel\":\"CLUSTERING\"}]",
                        "\"producerDataSet\":[{\"groupName\":\"A\"},{\"groupName\":\"B\"}]");
    }
}
