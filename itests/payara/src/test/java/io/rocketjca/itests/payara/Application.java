package io.rocketjca.itests.payara;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The deployed application, as its HTTP clients see it. */
final class Application {

    private final HttpClient http = HttpClient.newHttpClient();

    /** Lets the application send a message; returns what it tells about the receipt and the completion. */
    Properties send(String via, String mode, String topic, byte[] body) throws IOException, InterruptedException {
        return post("send", Map.of("via", via, "mode", mode, "topic", topic, "tag", mode, "key", via), body);
    }

    /** Lets the application send through so many different connection factories. */
    Properties sendThroughFactories(String prefix, int count, String topic) throws IOException, InterruptedException {
        return post(
                "factories", Map.of("prefix", prefix, "count", Integer.toString(count), "topic", topic), new byte[0]);
    }

    /** Goes through steps in a transaction of a kind of bean, or of the application itself ({@code user}). */
    Properties inTransaction(String via, String topic, String id, String... steps)
            throws IOException, InterruptedException {
        return inTransaction(via, 0, topic, id, steps);
    }

    /** The same in a transaction that has so many seconds; only those of the application itself can have a time. */
    Properties inTransaction(String via, int timeoutSeconds, String topic, String id, String... steps)
            throws IOException, InterruptedException {
        return post(
                "transaction",
                Map.of(
                        "via", via,
                        "timeout", Integer.toString(timeoutSeconds),
                        "topic", topic,
                        "id", id,
                        "steps", String.join(" ", steps)),
                new byte[0]);
    }

    /** Sends a message whose work does {@code steps} and does not know how it ended; {@code asked}: what the checker has seen. */
    Properties checked(String topic, String id, String steps) throws IOException, InterruptedException {
        return post("checked", Map.of("topic", topic, "id", id, "steps", steps), new byte[0]);
    }

    private Properties post(String path, Map<String, String> parameters, byte[] body)
            throws IOException, InterruptedException {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(PayaraSetup.applicationUrl() + path + "?" + query))
                .header("Content-Type", "application/octet-stream")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() != 200) {
            throw new AssertionError("The application answers " + response.statusCode() + ": " + response.body());
        }
        Properties told = new Properties();
        told.load(new StringReader(response.body()));
        return told;
    }
}
