package io.rocketjca.bench.sink;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A process with a sink: says {@code @ready port}, answers every line with its statistics, and ends with its input. */
public final class SinkMain {

    private SinkMain() {}

    public static void main(String[] args) throws Exception {
        Sink sink = new Sink();
        say("@ready " + sink.port());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            say("@ok " + sink.stats().line());
        }
        Runtime.getRuntime().halt(0);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
