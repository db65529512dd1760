package io.rocketjca.itests.broker;

import java.nio.charset.StandardCharsets;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.utils.MessageUtil;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.remoting.RPCHook;

/** Answers all requests to a topic with the official consumer: with "re: " and the body of the request. */
final class OfficialReplier {

    private static final byte[] PREFIX = "re: ".getBytes(StandardCharsets.UTF_8);

    private final String nameServers;
    private final RPCHook signing;
    private final DefaultMQProducer replies;

    OfficialReplier(String nameServers, RPCHook signing) throws MQClientException {
        this.nameServers = nameServers;
        this.signing = signing;
        replies = new DefaultMQProducer("official-replier", signing);
        replies.setNamesrvAddr(nameServers);
        replies.setVipChannelEnabled(false);
        replies.start();
    }

    /** Starts a consumer of its own for a topic. */
    void start(String topic) throws MQClientException {
        DefaultMQPushConsumer consumer =
                new DefaultMQPushConsumer("replier-" + topic, signing, new AllocateMessageQueueAveragely());
        consumer.setNamesrvAddr(nameServers);
        consumer.setVipChannelEnabled(false);
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.subscribe(topic, "*");
        consumer.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
            messages.forEach(this::reply);
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
        consumer.start();
    }

    private void reply(MessageExt request) {
        byte[] body = new byte[PREFIX.length + request.getBody().length];
        System.arraycopy(PREFIX, 0, body, 0, PREFIX.length);
        System.arraycopy(request.getBody(), 0, body, PREFIX.length, request.getBody().length);
        try {
            Message reply = MessageUtil.createReplyMessage(request, body);
            reply.setTags("answered");
            reply.putUserProperty("own", "grün");
            replies.send(reply, 5_000);
        } catch (Exception e) {
            // told to whoever reads the log of this process; the requester runs into its time-out
            e.printStackTrace();
        }
    }
}
