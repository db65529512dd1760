package io.rocketjca.impl.route;

/** What is known of one topic, for those who send to it again and again and would not look it up each time. */
@FunctionalInterface
public interface FollowedTopic {

    /**
     * The last known snapshot, or {@code null} if the topic has none or was forgotten; then follow it anew. Lock-free, for the
     * hot path; counts as use.
     */
    PublishQueues queues();
}
