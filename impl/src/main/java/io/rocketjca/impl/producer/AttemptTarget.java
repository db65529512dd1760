package io.rocketjca.impl.producer;

import io.rocketjca.impl.latency.BrokerCondition;
import io.rocketjca.impl.protocol.request.SendFrameTemplate;
import io.rocketjca.impl.route.MessageQueue;
import io.rocketjca.impl.route.PublishQueues;

/**
 * Where one attempt goes.
 *
 * @param queue the queue; not {@linkplain MessageQueue#writable writable} if the one that the message must go to is away
 * @param template the frame for that queue, encoded but for what differs from message to message
 * @param queues the snapshot the queue was taken from
 * @param brokers the number of brokers in that snapshot
 * @param condition what is known of the broker, or {@code null} if brokers are not judged
 */
record AttemptTarget(
        MessageQueue queue, SendFrameTemplate template, PublishQueues queues, int brokers, BrokerCondition condition) {}
