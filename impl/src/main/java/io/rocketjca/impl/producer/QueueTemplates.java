package io.rocketjca.impl.producer;

import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.request.SendFrameTemplate;
import io.rocketjca.impl.protocol.request.SendTarget;
import io.rocketjca.impl.route.MessageQueue;

/** Makes the frame template of each queue for one producer configuration. */
final class QueueTemplates {

    /** The topic whose settings a broker gives to a topic that it creates on demand. */
    private static final String DEFAULT_TOPIC = "TBW102";

    private final ProducerConfig config;
    private final HeaderEncoding encoding;
    private final int requestCode;

    /**
     * @param requestCode what kind of send the templates are for
     */
    QueueTemplates(ProducerConfig config, HeaderEncoding encoding, int requestCode) {
        this.config = config;
        this.encoding = encoding;
        this.requestCode = requestCode;
    }

    SendFrameTemplate of(String topic, MessageQueue queue) {
        SendTarget target = new SendTarget(
                requestCode,
                config.producerGroup(),
                topic,
                DEFAULT_TOPIC,
                config.autoCreateTopicQueues(),
                queue.brokerName(),
                queue.queueId());
        return SendFrameTemplate.of(encoding, target);
    }
}
