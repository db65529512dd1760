package io.rocketjca.itests.server;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The test application on a server, by HTTP. */
final class TestApplication {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final FullServer server;

    TestApplication(FullServer server) {
        this.server = server;
    }

    /** Goes through steps in one transaction; returns what the application tells of it. */
    Properties transaction(String topic, String id, String steps) throws IOException, InterruptedException {
        return post("transaction", "via=cdi&timeout=0", topic, id, steps);
    }

    /** Sends a message whose work does {@code steps} and does not know how it ended; {@code asked}: what the checker has seen. */
    Properties checked(String topic, String id, String steps) throws IOException, InterruptedException {
        return post("checked", "", topic, id, steps);
    }

    private Properties post(String path, String parameters, String topic, String id, String steps)
            throws IOException, InterruptedException {
        String query = parameters + "&topic=" + topic + "&id=" + id + "&steps="
                + URLEncoder.encode(steps, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/itest/" + path + "?" + query))
                .timeout(TIMEOUT)
                .POST(BodyPublishers.noBody())
                .build();
        Properties told = new Properties();
        told.load(new StringReader(http.send(request, BodyHandlers.ofString()).body()));
        return told;
    }

    boolean ready() throws IOException, InterruptedException {
        return "committed".equals(transaction("none", "none", "list").getProperty("ended"));
    }

    /** The committed rows whose ids begin so. */
    List<String> rows(String prefix) throws IOException, InterruptedException {
        Properties told = transaction("none", "none", "list");
        return Stream.of(told.getProperty("ids", "").split(" "))
                .filter(id -> id.startsWith(prefix))
                .toList();
    }
}
