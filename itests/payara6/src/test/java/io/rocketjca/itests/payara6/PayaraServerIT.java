package io.rocketjca.itests.payara6;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.StoredMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A full server, set up by the very commands that the page for administrators tells, and the sample application on it. */
@RocketMQServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayaraServerIT {

    private static final String TOPIC = "orders";

    private final RocketMQ server;
    private final HttpClient http = HttpClient.newHttpClient();
    private PayaraDomain domain;
    private String setUp;

    PayaraServerIT(RocketMQ server) {
        this.server = server;
    }

    @BeforeAll
    void setUpAsDocumented() throws IOException, InterruptedException {
        server.createTopic(TOPIC, 4);
        domain = PayaraDomain.start();
        setUp = domain.asadmin("set-up", DocumentedCommands.below("Set up", server.nameServers()));
    }

    @AfterAll
    void removeAsDocumented() throws IOException, InterruptedException {
        if (domain != null) {
            try {
                domain.asadmin("remove", DocumentedCommands.below("Remove"));
            } finally {
                domain.stopAndDelete();
            }
        }
    }

    @Test
    void thePoolAnswersThePing() {
        assertThat(setUp).contains("Command ping-connection-pool executed successfully.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "sendAsync", "sendOneWay"})
    void anInjectedSenderSendsInEveryMode(String mode) throws Exception {
        String id = "payara6-" + mode;
        String order = Json.createObjectBuilder()
                .add("id", id)
                .add("customer", "Müller & Söhne")
                .add("product", "tea")
                .add("quantity", 3)
                .build()
                .toString();

        JsonObject sent = post("/orders/api/orders/" + mode, order);

        assertThat(sent.getString("orderId")).isEqualTo(id);
        StoredMessage stored = awaitMessage(id);
        assertThat(parse(stored.text())).isEqualTo(parse(order));
        assertThat(stored.tags()).isEqualTo("created");
        assertThat(stored.properties()).containsEntry("mode", mode);
        if (!mode.equals("sendOneWay")) {
            JsonObject receipt = sent.getJsonObject("receipt");
            assertThat(receipt.getString("status")).isEqualTo(mode.equals("send") ? "PENDING_COMMIT" : "SEND_OK");
            assertThat(receipt.getString("messageId")).isEqualTo(stored.messageId());
            assertThat(receipt.getInt("queueId")).isEqualTo(stored.queueId());
        }
    }

    private JsonObject post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(domain.url() + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return parse(response.body());
    }

    private static JsonObject parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private StoredMessage awaitMessage(String key) {
        List<StoredMessage> found = server.awaitMessages(TOPIC, key);
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
