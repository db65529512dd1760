package io.rocketjca.bench.client;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A process with one subject, told what to do by lines on its standard input; it ends when that ends. Its argument is the
 * subject's class.
 *
 * <p>Commands: {@code start <name servers> <producers> <topic>} starts and sends one message per producer; {@code run} with
 * the fields of a {@link RunRequest}; {@code burst <topic> <count>} sends so many one-way messages at once; {@code
 * footprint}; {@code stop}. Each is answered by {@code @ok} and figures, or {@code @error}.
 */
public final class ClientMain {

    private final Subject subject;
    private final Footprint empty = Footprint.now();

    private ClientMain(Subject subject) {
        this.subject = subject;
    }

    public static void main(String[] args) throws Exception {
        ClientMain main =
                new ClientMain((Subject) Class.forName(args[0]).getConstructor().newInstance());
        say("@ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                say("@ok " + Figures.line(main.execute(line)));
            } catch (Exception | OutOfMemoryError e) {
                say("@error " + e);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private Map<String, Double> execute(String line) throws Exception {
        String[] words = line.split(" ");
        return switch (words[0]) {
            case "start" -> start(words[1], Integer.parseInt(words[2]), words[3]);
            case "run" -> new Run(subject, RunRequest.parse(line.substring("run ".length()))).execute();
            case "burst" -> burst(words[1], Integer.parseInt(words[2]));
            case "footprint" -> footprint();
            case "stop" -> stop();
            default -> throw new IllegalArgumentException("No such command: " + words[0]);
        };
    }

    private Map<String, Double> start(String nameServers, int producers, String topic) throws Exception {
        long before = System.nanoTime();
        subject.start(nameServers, producers);
        for (int i = 0; i < producers; i++) {
            try (Producer producer = subject.producer(i, topic, Bodies.of(topic))) {
                producer.send();
            }
        }
        return millisSince(before, "start_ms");
    }

    /** Ends with a message that is answered, after which all others have been received too: it comes last. */
    private Map<String, Double> burst(String topic, int count) throws Exception {
        long before = System.nanoTime();
        try (Producer producer = subject.producer(0, topic, Bodies.of(topic))) {
            for (int i = 0; i < count; i++) {
                producer.sendOneWay();
            }
            producer.send();
        }
        return millisSince(before, "burst_ms");
    }

    private Map<String, Double> footprint() {
        Map<String, Double> report = new LinkedHashMap<>();
        Footprint.now().addTo(report, empty);
        return report;
    }

    private Map<String, Double> stop() throws Exception {
        long before = System.nanoTime();
        subject.stop();
        return millisSince(before, "shutdown_ms");
    }

    private static Map<String, Double> millisSince(long before, String name) {
        return Map.of(name, (System.nanoTime() - before) / 1e6);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
