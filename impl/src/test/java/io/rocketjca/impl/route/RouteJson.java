package io.rocketjca.impl.route;

import io.rocketjca.impl.protocol.RemotingCommand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the answers of name servers for tests. */
final class RouteJson {

    private final List<String> queues = new ArrayList<>();
    private final List<String> brokers = new ArrayList<>();
    private String more = "";

    static RouteJson route() {
        return new RouteJson();
    }

    /** A master with readable and writable queues. */
    RouteJson master(String name, String address, int count) {
        return broker(name, "\"0\":\"" + address + "\"", count, 6);
    }

    RouteJson broker(String name, String addresses, int count, int permission) {
        queues.add("{\"brokerName\":\"" + name + "\",\"perm\":" + permission + ",\"readQueueNums\":" + count
                + ",\"topicSysFlag\":0,\"writeQueueNums\":" + count + "}");
        brokers.add("{\"brokerName\":\"" + name + "\",\"cluster\":\"C\",\"brokerAddrs\":{" + addresses
                + "},\"zone\":null}");
        return this;
    }

    RouteJson with(String members) {
        more = "," + members;
        return this;
    }

    String text() {
        return "{\"queueDatas\":[" + String.join(",", queues) + "],\"brokerDatas\":[" + String.join(",", brokers)
                + "],\"filterServerTable\":{}" + more + "}";
    }

    RemotingCommand answer() {
        return RemotingCommand.answer(0, 7, null, Map.of(), text().getBytes(StandardCharsets.UTF_8));
    }

    static RemotingCommand body(String text) {
        return RemotingCommand.answer(0, 7, null, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    static RemotingCommand code(int code, String remark) {
        return RemotingCommand.answer(code, 7, remark, Map.of(), null);
    }

    static RemotingCommand noTopic() {
        return code(17, "No topic route info in name server for the topic\nsee the FAQ");
    }
}
