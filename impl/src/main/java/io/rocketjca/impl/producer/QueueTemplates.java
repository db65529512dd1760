package io.rocketjca.impl.producer;

import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.Namespace;
import io.rocketjca.impl.protocol.RequestCode;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.request.SendFrameTemplate;
import io.rocketjca.impl.protocol.request.SendTarget;
import io.rocketjca.impl.remoting.Line;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.route.MessageQueue;
import io.rocketjca.impl.route.VipChannel;

/** Makes what attempts to each queue need, for one producer configuration: names, address, way, frame template. */
final class QueueTemplates {

    /** The topic whose settings a broker gives to a topic that it creates on demand. */
    private static final String DEFAULT_TOPIC = "TBW102";

    private final ProducerConfig config;
    private final Namespace names;
    private final HeaderEncoding encoding;
    private final RemotingClient remoting;
    private final RequestSigner signer;
    private final int requestCode;

    /**
     * @param requestCode what kind of send the templates are for
     */
    QueueTemplates(
            ProducerConfig config,
            HeaderEncoding encoding,
            RemotingClient remoting,
            RequestSigner signer,
            int requestCode) {
        this.config = config;
        this.names = new Namespace(config.addressing().namespace());
        this.encoding = encoding;
        this.remoting = remoting;
        this.signer = signer;
        this.requestCode = requestCode;
    }

    /** The name that a topic of the application has on the wire; reply topics are the brokers' own and in no namespace. */
    String wireTopic(String topic) {
        return requestCode == RequestCode.SEND_REPLY_MESSAGE_V2 ? topic : names.topic(topic);
    }

    /** The name under which the application knows a topic. */
    String shown(String topic) {
        return names.shown(topic);
    }

    /** Where sends to a queue go, or {@code null} if it cannot be written to now. */
    String address(MessageQueue queue) {
        return config.addressing().vipChannel() ? VipChannel.of(queue.brokerAddress()) : queue.brokerAddress();
    }

    /** The way to an address. */
    Line line(String address) {
        return remoting.line(address);
    }

    SendFrameTemplate of(String topic, MessageQueue queue) {
        SendTarget target = new SendTarget(
                requestCode,
                names.group(config.producerGroup()),
                topic,
                DEFAULT_TOPIC,
                config.topicCreation().queues(),
                queue.brokerName(),
                queue.queueId(),
                config.addressing().unitMode());
        return SendFrameTemplate.of(encoding, target, signer);
    }
}
