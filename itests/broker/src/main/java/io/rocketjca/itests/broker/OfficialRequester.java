package io.rocketjca.itests.broker;

import com.alibaba.fastjson2.JSONObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.remoting.RPCHook;

/** Sends requests with the official client, each waiting for its reply on a thread of its own. */
final class OfficialRequester {

    private final DefaultMQProducer producer;
    private final List<CompletableFuture<Message>> replies = new ArrayList<>();

    OfficialRequester(String nameServers, RPCHook signing) throws MQClientException {
        producer = new DefaultMQProducer("official-requester", signing);
        producer.setNamesrvAddr(nameServers);
        producer.setVipChannelEnabled(false);
        producer.start();
    }

    /** Starts a request and returns its number. */
    int ask(JSONObject json) {
        Message request =
                new Message(json.getString("topic"), Base64.getDecoder().decode(json.getString("body")));
        long timeoutMillis = json.getLongValue("timeoutMillis");
        CompletableFuture<Message> reply = new CompletableFuture<>();
        Thread waiting = new Thread(
                () -> {
                    try {
                        reply.complete(producer.request(request, timeoutMillis));
                    } catch (Exception e) {
                        reply.completeExceptionally(e);
                    }
                },
                "official-request");
        waiting.setDaemon(true);
        waiting.start();
        replies.add(reply);
        return replies.size() - 1;
    }

    /** The reply to a request, once it is there. */
    JSONObject await(int number) throws Exception {
        Message reply = replies.get(number).get(50, TimeUnit.SECONDS);
        JSONObject json = new JSONObject();
        json.put("body", Base64.getEncoder().encodeToString(reply.getBody()));
        json.put("properties", new TreeMap<>(reply.getProperties()));
        return json;
    }
}
