package io.rocketjca.bench.client;

import java.util.Map;
import java.util.stream.Collectors;

/** Figures by name, as they go from process to process. */
public final class Figures {

    private Figures() {}

    /** As one line of {@code name=figure}. */
    public static String line(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .map(figure -> figure.getKey() + "=" + figure.getValue())
                .collect(Collectors.joining(" "));
    }
}
