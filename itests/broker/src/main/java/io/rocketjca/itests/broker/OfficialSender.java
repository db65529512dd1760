package io.rocketjca.itests.broker;

import com.alibaba.fastjson2.JSONObject;
import java.util.Base64;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.selector.SelectMessageQueueByHash;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.remoting.RPCHook;

/** Sends with the official client: what our own messages are compared with. */
final class OfficialSender {

    private final DefaultMQProducer producer;

    OfficialSender(String nameServers, RPCHook signing) throws MQClientException {
        producer = new DefaultMQProducer("official-sender", signing);
        producer.setNamesrvAddr(nameServers);
        producer.setVipChannelEnabled(false);
        producer.start();
    }

    JSONObject send(JSONObject json) throws Exception {
        Message message =
                new Message(json.getString("topic"), Base64.getDecoder().decode(json.getString("body")));
        if (json.getString("tags") != null) {
            message.setTags(json.getString("tags"));
        }
        if (json.getString("keys") != null) {
            message.setKeys(json.getString("keys"));
        }
        message.setFlag(json.getIntValue("flag"));
        JSONObject properties = json.getJSONObject("properties");
        if (properties != null) {
            properties.forEach((name, value) -> message.putUserProperty(name, String.valueOf(value)));
        }
        String key = json.getString("selectByHashOf");
        SendResult result =
                key == null ? producer.send(message) : producer.send(message, new SelectMessageQueueByHash(), key);
        JSONObject answer = new JSONObject();
        answer.put("messageId", result.getMsgId());
        answer.put("offsetMessageId", result.getOffsetMsgId());
        answer.put("queueId", result.getMessageQueue().getQueueId());
        answer.put("queueOffset", result.getQueueOffset());
        answer.put("status", result.getSendStatus().name());
        return answer;
    }
}
