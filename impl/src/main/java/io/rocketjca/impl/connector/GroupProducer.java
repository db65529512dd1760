package io.rocketjca.impl.connector;

import io.rocketjca.impl.producer.MessageProducer;

/** A producer, and the producer group that it belongs to, as on the wire. */
record GroupProducer(MessageProducer producer, String group) {}
