package io.rocketjca.impl.producer;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a client leaves behind when it stops: messages that no broker is known to have stored. Their senders have been told.
 *
 * @param messages how many
 * @param uncertain how many of them may be stored nevertheless
 * @param topics how many of each topic
 * @param oldestMillis for how long the oldest was under way, in milliseconds
 */
public record Undelivered(int messages, int uncertain, Map<String, Integer> topics, long oldestMillis) {

    /** The most topics that are named in words. */
    static final int MOST_TOLD = 16;

    /** All of it as fields of a log line; topics with the most messages first. */
    public String words() {
        String told = topics.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> topic) -> -topic.getValue()))
                .limit(MOST_TOLD)
                .map(topic -> topic.getKey() + ":" + topic.getValue())
                .collect(Collectors.joining(","));
        int left = topics.size() - MOST_TOLD;
        return "messages=" + messages + " uncertain=" + uncertain + " topics=" + told
                + (left > 0 ? " otherTopics=" + left : "") + " oldestMillis=" + oldestMillis;
    }

    /** Counts; by any threads, few times. */
    static final class Count {

        private final Map<String, Integer> topics = new TreeMap<>();
        private int messages;
        private int uncertain;
        private long oldestMillis;

        void add(SendCall call) {
            int more = call.messages();
            if (more == 0) {
                return;
            }
            synchronized (topics) {
                messages += more;
                uncertain += call.trail().mayBeStored() ? more : 0;
                topics.merge(call.topic(), more, Integer::sum);
                oldestMillis = Math.max(oldestMillis, call.trail().elapsedMillis());
            }
        }

        Undelivered sum() {
            synchronized (topics) {
                return new Undelivered(messages, uncertain, Map.copyOf(topics), oldestMillis);
            }
        }
    }
}
