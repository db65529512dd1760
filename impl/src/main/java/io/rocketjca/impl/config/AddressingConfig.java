package io.rocketjca.impl.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Under which names and at which addresses one connection factory meets topics and brokers.
 *
 * @param namespace the instance whose topics and groups are meant: on the wire they are {@code namespace%name}; empty for none
 * @param unitMode whether topics created by sends are marked as those of a unit
 * @param vipChannel whether sends go to the second port of brokers, which is two below the first
 * @param topics the topics whose routes and connections are prepared before the first send, by the application's names
 */
public record AddressingConfig(String namespace, boolean unitMode, boolean vipChannel, List<String> topics) {

    /** The most topics to prepare; others are prepared by their first send. */
    public static final int MAX_TOPICS = 256;

    private static final int MAX_TOPIC_CHARS = 127;
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_-]{0,64}");
    private static final Pattern TOPIC = Pattern.compile("[%|A-Za-z0-9_-]{1,127}");

    public AddressingConfig {
        topics = List.copyOf(topics);
    }

    /** As RocketMQ's own producer is by default. */
    public static AddressingConfig defaults() {
        return new AddressingConfig("", false, false, List.of());
    }

    void check(ConfigProblems problems) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            problems.add("namespace is '" + namespace + "', but must be up to 64 letters, digits, '_' or '-'");
        }
        topics.stream()
                .filter(topic -> !TOPIC.matcher(topic).matches())
                .forEach(topic -> problems.add("topics names '" + topic
                        + "', but a topic has 1 to 127 letters, digits, '_', '-', '%' or '|'"));
        topics.stream()
                .filter(topic -> !namespace.isEmpty() && namespace.length() + 1 + topic.length() > MAX_TOPIC_CHARS)
                .forEach(topic -> problems.add("topics names '" + topic
                        + "', which together with its namespace has more than " + MAX_TOPIC_CHARS + " characters"));
        problems.checkRange("number of topics to prepare", topics.size(), 0, MAX_TOPICS);
    }
}
