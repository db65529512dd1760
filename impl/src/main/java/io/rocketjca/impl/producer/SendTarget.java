package io.rocketjca.impl.producer;

import io.rocketjca.impl.route.MessageQueue;
import io.rocketjca.impl.route.PublishQueues;

/**
 * Where one attempt goes.
 *
 * @param queue the queue
 * @param queues the snapshot it was taken from
 * @param brokers the number of brokers in that snapshot
 */
record SendTarget(MessageQueue queue, PublishQueues queues, int brokers) {}
