package io.rocketjca.itests.broker;

import com.alibaba.fastjson2.JSONObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.rocketmq.client.consumer.DefaultMQPullConsumer;
import org.apache.rocketmq.client.consumer.PullResult;
import org.apache.rocketmq.client.consumer.PullStatus;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.compression.CompressionType;
import org.apache.rocketmq.common.compression.CompressorFactory;
import org.apache.rocketmq.common.message.MessageClientExt;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.common.sysflag.MessageSysFlag;
import org.apache.rocketmq.remoting.RPCHook;

/** Reads whole topics with the official client, from the first to the last offset of every queue; remembers nothing. */
@SuppressWarnings("deprecation") // the one consumer that reads by offset alone
final class TopicReader {

    private static final int BATCH = 32;
    private static final int ROUTE_ATTEMPTS = 40;
    private static final long ROUTE_PAUSE_MILLIS = 250;

    private final DefaultMQPullConsumer consumer;

    TopicReader(String nameServers, RPCHook signing) throws MQClientException {
        consumer = new DefaultMQPullConsumer("independent-reader", signing);
        consumer.setNamesrvAddr(nameServers);
        consumer.setVipChannelEnabled(false);
        // the client's own decompression forgets that the body was compressed
        consumer.setDecodeDecompressBody(false);
        consumer.start();
    }

    int readAll(String topic, Consumer<JSONObject> sink) throws Exception {
        Set<MessageQueue> queues = new TreeSet<>(queuesOf(topic));
        int count = 0;
        for (MessageQueue queue : queues) {
            count += readQueue(queue, sink);
        }
        return count;
    }

    /** The queues of a topic; a lite topic, {@code %LMQ%$topic$lite}, has one on each broker of its topic and no route. */
    private Set<MessageQueue> queuesOf(String topic) throws Exception {
        if (!MixAll.isLmq(topic)) {
            return queues(topic);
        }
        Set<MessageQueue> lite = new HashSet<>();
        for (MessageQueue queue : queues(topic.split("\\$")[1])) {
            lite.add(new MessageQueue(topic, queue.getBrokerName(), 0));
        }
        return lite;
    }

    /** A broker that was just restarted may not have told the name server yet. */
    private Set<MessageQueue> queues(String topic) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return consumer.fetchSubscribeMessageQueues(topic);
            } catch (MQClientException e) {
                if (attempt == ROUTE_ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(ROUTE_PAUSE_MILLIS);
            }
        }
    }

    private int readQueue(MessageQueue queue, Consumer<JSONObject> sink) throws Exception {
        long end = consumer.maxOffset(queue);
        int count = 0;
        for (long offset = consumer.minOffset(queue); offset < end; ) {
            PullResult result = consumer.pull(queue, "*", offset, BATCH);
            List<MessageExt> found = result.getPullStatus() == PullStatus.FOUND ? result.getMsgFoundList() : List.of();
            for (MessageExt message : found) {
                sink.accept(json(message));
                count++;
            }
            if (result.getNextBeginOffset() <= offset) {
                throw new IllegalStateException("Stuck at offset " + offset + " of " + queue + ": " + result);
            }
            offset = result.getNextBeginOffset();
        }
        return count;
    }

    private static byte[] body(MessageExt message) throws IOException {
        int sysFlag = message.getSysFlag();
        if ((sysFlag & MessageSysFlag.COMPRESSED_FLAG) == 0) {
            return message.getBody();
        }
        CompressionType type = MessageSysFlag.getCompressionType(sysFlag);
        return CompressorFactory.getCompressor(type).decompress(message.getBody());
    }

    private static JSONObject json(MessageExt message) throws IOException {
        JSONObject json = new JSONObject();
        json.put("topic", message.getTopic());
        json.put("brokerName", message.getBrokerName());
        json.put("queueId", message.getQueueId());
        json.put("queueOffset", message.getQueueOffset());
        json.put("messageId", message.getMsgId());
        json.put("offsetMessageId", ((MessageClientExt) message).getOffsetMsgId());
        json.put("body", Base64.getEncoder().encodeToString(body(message)));
        json.put("tags", message.getTags());
        json.put("keys", message.getKeys());
        json.put("flag", message.getFlag());
        json.put("properties", new TreeMap<>(message.getProperties()));
        json.put("bornHost", host(message.getBornHost()));
        json.put("bornTimestamp", message.getBornTimestamp());
        json.put("storeTimestamp", message.getStoreTimestamp());
        json.put("sysFlag", message.getSysFlag());
        json.put("compressed", (message.getSysFlag() & MessageSysFlag.COMPRESSED_FLAG) != 0);
        json.put("storeSize", message.getStoreSize());
        return json;
    }

    private static String host(SocketAddress address) {
        InetSocketAddress inet = (InetSocketAddress) address;
        return inet.getAddress().getHostAddress() + ":" + inet.getPort();
    }
}
