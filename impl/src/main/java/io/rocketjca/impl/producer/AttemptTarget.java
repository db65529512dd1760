package io.rocketjca.impl.producer;

import io.rocketjca.impl.latency.BrokerCondition;
import io.rocketjca.impl.protocol.request.SendFrameTemplate;
import io.rocketjca.impl.remoting.Line;
import io.rocketjca.impl.route.MessageQueue;
import io.rocketjca.impl.route.PublishQueues;

/**
 * Where one attempt goes.
 *
 * @param topic the topic by the application's name
 * @param address the address to send to, or {@code null} if there is none now
 * @param line the way there, or {@code null} without an address
 * @param queue the queue; not {@linkplain MessageQueue#writable writable} if the one that the message must go to is away
 * @param template the frame for that queue, encoded but for what differs from message to message
 * @param queues the snapshot the queue was taken from
 * @param brokers the number of brokers in that snapshot
 * @param condition what is known of the broker, or {@code null} if brokers are not judged
 */
record AttemptTarget(
        String topic,
        String address,
        Line line,
        MessageQueue queue,
        SendFrameTemplate template,
        PublishQueues queues,
        int brokers,
        BrokerCondition condition) {}
