package io.rocketjca.itests.broker;

import com.alibaba.fastjson2.JSONObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import org.apache.rocketmq.client.trace.TraceBean;
import org.apache.rocketmq.client.trace.TraceContext;
import org.apache.rocketmq.client.trace.TraceDataEncoder;

/** Reads a trace topic as RocketMQ's dashboard does: with the official client and its decoder of trace messages. */
final class TraceReader {

    private final TopicReader reader;

    TraceReader(TopicReader reader) {
        this.reader = reader;
    }

    /** Hands over one object per record, with the keys of the trace message that it was found in; returns their number. */
    int readAll(String topic, Consumer<JSONObject> sink) throws Exception {
        int[] count = {0};
        reader.readAll(topic, message -> {
            byte[] body = Base64.getDecoder().decode(message.getString("body"));
            String text = new String(body, StandardCharsets.UTF_8);
            for (TraceContext record : TraceDataEncoder.decoderFromTraceDataString(text)) {
                sink.accept(json(record, message.getString("keys")));
                count[0]++;
            }
        });
        return count[0];
    }

    private static JSONObject json(TraceContext record, String searchedBy) {
        TraceBean bean = record.getTraceBeans().get(0);
        JSONObject json = new JSONObject();
        json.put("searchedBy", searchedBy);
        json.put("type", record.getTraceType().name());
        json.put("timestamp", record.getTimeStamp());
        json.put("region", record.getRegionId());
        json.put("group", record.getGroupName());
        json.put("costMillis", record.getCostTime());
        json.put("success", record.isSuccess());
        json.put("topic", bean.getTopic());
        json.put("messageId", bean.getMsgId());
        json.put("offsetMessageId", bean.getOffsetMsgId());
        json.put("tags", bean.getTags());
        json.put("keys", bean.getKeys());
        json.put("storeHost", bean.getStoreHost());
        json.put("bodyLength", bean.getBodyLength());
        json.put("messageType", bean.getMsgType().name());
        json.put(
                "transactionState",
                bean.getTransactionState() == null
                        ? null
                        : bean.getTransactionState().name());
        return json;
    }
}
