package io.rocketjca.impl.config;

import java.time.Duration;

/** Puts configurations of producers together, from the defaults on. */
public final class ProducerConfigs {

    private final String group;
    private Duration sendTimeout;
    private int retries;
    private BodyConfig body;
    private TopicCreation topicCreation;
    private RoutingConfig routing;
    private AddressingConfig addressing;
    private FlowConfig flow;
    private String traceTopic;

    private ProducerConfigs(ProducerConfig base) {
        group = base.producerGroup();
        sendTimeout = base.sendTimeout();
        retries = base.retries();
        body = base.body();
        topicCreation = base.topicCreation();
        routing = base.routing();
        addressing = base.addressing();
        flow = base.flow();
        traceTopic = base.traceTopic();
    }

    public static ProducerConfigs of(String producerGroup) {
        return like(ProducerConfig.defaults(producerGroup));
    }

    public static ProducerConfigs like(ProducerConfig base) {
        return new ProducerConfigs(base);
    }

    /** The time for a send, and the number of further attempts in it. */
    public ProducerConfigs attempts(Duration newTimeout, int newRetries) {
        sendTimeout = newTimeout;
        retries = newRetries;
        return this;
    }

    public ProducerConfigs with(BodyConfig newBody) {
        body = newBody;
        return this;
    }

    /** Bodies of at most that size, none compressed. */
    public ProducerConfigs uncompressedUpTo(int maxBytes) {
        return with(new BodyConfig(maxBytes, 0, CompressType.ZLIB, BodyConfig.MIN_COMPRESS_LEVEL));
    }

    public ProducerConfigs with(TopicCreation newTopicCreation) {
        topicCreation = newTopicCreation;
        return this;
    }

    public ProducerConfigs with(RoutingConfig newRouting) {
        routing = newRouting;
        return this;
    }

    public ProducerConfigs with(AddressingConfig newAddressing) {
        addressing = newAddressing;
        return this;
    }

    public ProducerConfigs with(FlowConfig newFlow) {
        flow = newFlow;
        return this;
    }

    public ProducerConfigs tracedTo(String newTraceTopic) {
        traceTopic = newTraceTopic;
        return this;
    }

    public ProducerConfig build() {
        return new ProducerConfig(
                group, sendTimeout, retries, body, topicCreation, routing, addressing, flow, traceTopic);
    }
}
