package io.rocketjca.itests.broker;

import com.alibaba.fastjson2.JSONArray;
import com.alibaba.fastjson2.JSONObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.route.QueueData;
import org.apache.rocketmq.remoting.protocol.statictopic.TopicConfigAndQueueMapping;
import org.apache.rocketmq.remoting.protocol.statictopic.TopicQueueMappingUtils;
import org.apache.rocketmq.remoting.protocol.statictopic.TopicRemappingDetailWrapper;
import org.apache.rocketmq.tools.admin.DefaultMQAdminExt;
import org.apache.rocketmq.tools.admin.MQAdminUtils;

/** Does with the official administration client what operators do with it. */
final class OfficialAdministrator {

    private static final int BLOCK = 10_000;

    private final DefaultMQAdminExt admin;

    OfficialAdministrator(String nameServers, RPCHook signing) throws MQClientException {
        admin = new DefaultMQAdminExt(signing);
        admin.setNamesrvAddr(nameServers);
        admin.setVipChannelEnabled(false);
        admin.setInstanceName("official-administrator");
        admin.start();
    }

    /** Creates a topic with logical queues, spread over some brokers. */
    void createStaticTopic(JSONObject json) throws Exception {
        String topic = json.getString("topic");
        Map<String, TopicConfigAndQueueMapping> mapping = MQAdminUtils.examineTopicConfigAll(topic, admin);
        TopicQueueMappingUtils.createTopicConfigMapping(topic, json.getIntValue("queues"), brokers(json), mapping);
        MQAdminUtils.completeNoTargetBrokers(mapping, admin);
        MQAdminUtils.updateTopicConfigMappingAll(mapping, admin, false);
    }

    /** Moves all logical queues of a topic to some brokers. */
    void moveStaticTopic(JSONObject json) throws Exception {
        String topic = json.getString("topic");
        Map<String, TopicConfigAndQueueMapping> mapping = MQAdminUtils.examineTopicConfigAll(topic, admin);
        TopicRemappingDetailWrapper moved = TopicQueueMappingUtils.remappingStaticTopic(topic, mapping, brokers(json));
        MQAdminUtils.completeNoTargetBrokers(mapping, admin);
        MQAdminUtils.remappingStaticTopic(
                topic, moved.getBrokerToMapIn(), moved.getBrokerToMapOut(), mapping, BLOCK, false, admin);
    }

    private static Set<String> brokers(JSONObject json) {
        return new HashSet<>(json.getList("brokers", String.class));
    }

    /** What name servers tell of a topic: for each broker its name, write queues, permission and system flag. */
    JSONArray route(String topic) throws Exception {
        JSONArray queues = new JSONArray();
        for (QueueData data : admin.examineTopicRouteInfo(topic).getQueueDatas()) {
            JSONObject json = new JSONObject();
            json.put("brokerName", data.getBrokerName());
            json.put("writeQueues", data.getWriteQueueNums());
            json.put("perm", data.getPerm());
            json.put("sysFlag", data.getTopicSysFlag());
            queues.add(json);
        }
        return queues;
    }
}
