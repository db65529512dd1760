package io.rocketjca.impl.config;

/**
 * What happens to a topic that no name server knows.
 *
 * @param onDemand whether it is sent to the brokers that create topics on demand (TBW102); otherwise the send fails
 * @param queues the number of queues asked for then
 */
public record TopicCreation(boolean onDemand, int queues) {

    /** More queues on one broker than any topic needs; each costs a file on the broker. */
    public static final int MAX_TOPIC_QUEUES = 1024;

    private static final TopicCreation NEVER = new TopicCreation(false, 4);

    /** Topics are made by administrators. */
    public static TopicCreation never() {
        return NEVER;
    }

    void check(ConfigProblems problems) {
        problems.checkRange("queues of an automatically created topic", queues, 1, MAX_TOPIC_QUEUES);
    }
}
