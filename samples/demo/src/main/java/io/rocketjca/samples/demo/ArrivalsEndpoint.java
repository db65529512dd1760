package io.rocketjca.samples.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rocketjca.itests.fixture.RocketMQ;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Tells the page, over HTTP on the loopback interface, what the independent reader reads from the broker. */
final class ArrivalsEndpoint implements AutoCloseable {

    private static final String PATH = "/arrivals";

    private final HttpServer http;
    private final RocketMQ rocketmq;
    private final String topic;

    private ArrivalsEndpoint(HttpServer http, RocketMQ rocketmq, String topic) {
        this.http = http;
        this.rocketmq = rocketmq;
        this.topic = topic;
    }

    static ArrivalsEndpoint start(RocketMQ rocketmq, String topic) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ArrivalsEndpoint endpoint = new ArrivalsEndpoint(http, rocketmq, topic);
        http.createContext(PATH, endpoint::answer);
        http.start();
        return endpoint;
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + PATH;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            String json;
            try {
                json = "[" + String.join(",", rocketmq.client().readLines(topic)) + "]";
            } catch (IllegalStateException e) {
                status = 503;
                json =
                        "{\"kind\":\"ReaderFailed\",\"story\":\"The independent reader failed; the demo's log says why\"}";
                e.printStackTrace(System.err);
            }
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
