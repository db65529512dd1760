package io.rocketjca.itests.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
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

/** The sample application {@code orders} on a server, by HTTP. */
public final class OrdersSample {

    /** Where it sends to. */
    public static final String TOPIC = "orders";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final RocketMQ rocketmq;

    public OrdersSample(String url, RocketMQ rocketmq) {
        this.url = url;
        this.rocketmq = rocketmq;
    }

    /** Has an order sent in a mode, and checks what came of it. */
    public void sends(String server, String mode) throws IOException, InterruptedException {
        String id = server + "-" + mode;
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
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .timeout(TIMEOUT)
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
        List<StoredMessage> found = rocketmq.awaitMessages(TOPIC, key);
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
