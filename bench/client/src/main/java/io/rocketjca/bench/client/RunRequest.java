package io.rocketjca.bench.client;

import java.util.HashMap;
import java.util.Map;

/**
 * What a client process is told to do in one go.
 *
 * @param mode {@code sync}, {@code tx}, {@code batch}, {@code async}, {@code oneway} or {@code pipe}
 * @param topic the topic, which also names the body
 * @param threads calling threads; they share the window and the rate
 * @param producers how many of the producers they use in turn
 * @param window the most asynchronous messages under way
 * @param rate messages per second; 0 for flat out
 * @param millis how long is measured
 * @param server the process id of the far end, for its share of the processor time
 */
public record RunRequest(
        String mode, String topic, int threads, int producers, int window, int rate, long millis, long server) {

    /** As one line of {@code key=value}. */
    public String line() {
        return "mode=" + mode + " topic=" + topic + " threads=" + threads + " producers=" + producers + " window="
                + window + " rate=" + rate + " millis=" + millis + " server=" + server;
    }

    /** Reads what {@link #line} wrote. */
    public static RunRequest parse(String line) {
        Map<String, String> values = new HashMap<>();
        for (String pair : line.trim().split(" ")) {
            String[] keyAndValue = pair.split("=", 2);
            values.put(keyAndValue[0], keyAndValue[1]);
        }
        return new RunRequest(
                values.get("mode"),
                values.get("topic"),
                Integer.parseInt(values.get("threads")),
                Integer.parseInt(values.get("producers")),
                Integer.parseInt(values.get("window")),
                Integer.parseInt(values.get("rate")),
                Long.parseLong(values.get("millis")),
                Long.parseLong(values.get("server")));
    }
}
