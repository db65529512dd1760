package io.rocketjca.impl.protocol;

import java.util.Set;

/** What RocketMQ demands of topic and producer group names; each rule answers with the problem, or {@code null}. */
public final class NameRules {

    /** What brokers accept at most (TopicValidator). */
    public static final int MAX_TOPIC_CHARS = 127;

    /** What RocketMQ's own client accepts at most (Validators). */
    public static final int MAX_GROUP_CHARS = 120;

    /** The group that the official client uses as "not configured", and refuses. */
    public static final String DEFAULT_PRODUCER_GROUP = "DEFAULT_PRODUCER";

    /** The most of a wrong name that an error text repeats. */
    private static final int QUOTED_CHARS = 60;

    private static final Set<String> CLOSED_TOPICS = Set.of(
            "SCHEDULE_TOPIC_XXXX",
            "RMQ_SYS_TRANS_HALF_TOPIC",
            "RMQ_SYS_TRANS_OP_HALF_TOPIC",
            "TRANS_CHECK_MAX_TIME_TOPIC",
            "SELF_TEST_TOPIC",
            "OFFSET_MOVED_EVENT",
            "RMQ_SYS_ROCKSDB_TRANS_HALF_TOPIC",
            "RMQ_SYS_ROCKSDB_TRANS_OP_HALF_TOPIC");

    private NameRules() {}

    /** Whether a topic or group belongs to RocketMQ itself, so that it has no namespace. */
    static boolean ofRocketMQ(String resource) {
        return CLOSED_TOPICS.contains(resource)
                || "TBW102".equals(resource)
                || "BenchmarkTest".equals(resource)
                || resource.startsWith("rmq_sys_")
                || resource.startsWith("CID_RMQ_SYS_");
    }

    /** What forbids sending to a topic, or {@code null}. */
    public static String topicProblem(String topic) {
        String problem = nameProblem("topic", topic, MAX_TOPIC_CHARS);
        if (problem == null && CLOSED_TOPICS.contains(topic)) {
            return "The topic " + topic + " belongs to the broker; nobody may send to it";
        }
        return problem;
    }

    /** What forbids a producer group, or {@code null}. */
    public static String producerGroupProblem(String group) {
        if (DEFAULT_PRODUCER_GROUP.equals(group)) {
            return "The producer group " + DEFAULT_PRODUCER_GROUP
                    + " is reserved by RocketMQ; choose a name of your own";
        }
        return nameProblem("producer group", group, MAX_GROUP_CHARS);
    }

    private static String nameProblem(String what, String name, int maxChars) {
        if (name == null || name.isBlank()) {
            return "The " + what + " is " + (name == null ? "missing" : "blank");
        }
        if (name.length() > maxChars) {
            return "The " + what + " \"" + quotable(name) + "\" has " + name.length() + " characters; at most "
                    + maxChars + " are allowed";
        }
        for (int i = 0; i < name.length(); i++) {
            if (!allowed(name.charAt(i))) {
                return "The " + what + " \"" + quotable(name) + "\" has an illegal character at position " + i
                        + "; allowed are letters, digits and _ - % |";
            }
        }
        return null;
    }

    /** The beginning of a text, without what could break a log line. */
    static String quotable(String text) {
        String start = text.length() <= QUOTED_CHARS ? text : text.substring(0, QUOTED_CHARS) + "...";
        return start.replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean allowed(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '-'
                || c == '%'
                || c == '|';
    }
}
