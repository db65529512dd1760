package io.rocketjca.impl.fake;

import jakarta.json.JsonArrayBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A scripted name server: answers route requests (105) from a table; an unknown topic has no route (17). */
public final class FakeNameServer implements AutoCloseable {

    private static final int GET_ROUTE = 105;
    private static final int TOPIC_NOT_EXIST = 17;

    private final FakeBroker peer;
    private final Map<String, String> routes = new ConcurrentHashMap<>();
    private volatile FakeReply mode;

    private FakeNameServer(FakeBroker peer) {
        this.peer = peer;
        peer.on(GET_ROUTE, this::answer);
    }

    public static FakeNameServer start() {
        return start(FakeSockets.plain());
    }

    /** Starts with sockets of a kind, encrypted ones for example. */
    public static FakeNameServer start(FakeSockets sockets) {
        return new FakeNameServer(FakeBroker.start(sockets));
    }

    public String address() {
        return peer.address();
    }

    /** The sockets and the recorded requests below. */
    public FakeBroker peer() {
        return peer;
    }

    /** Sets a topic's route: broker name to address and number of readable and writable queues. */
    public FakeNameServer route(String topic, Map<String, FakeBrokerEntry> brokers) {
        return routeJson(topic, json(brokers));
    }

    /** Sets a topic's route to one broker. */
    public FakeNameServer route(String topic, String brokerName, String address, int queues) {
        return route(topic, Map.of(brokerName, FakeBrokerEntry.master(address, queues)));
    }

    /** Sets the very text that is answered for a topic. */
    public FakeNameServer routeJson(String topic, String json) {
        routes.put(topic, json);
        return this;
    }

    /** Makes a topic unknown. */
    public FakeNameServer forget(String topic) {
        routes.remove(topic);
        return this;
    }

    /** Replies this to every route request from now on, e.g. {@link FakeReply#silent()} or {@link FakeReply#garbage()}. */
    public FakeNameServer always(FakeReply reply) {
        mode = reply;
        return this;
    }

    /** Answers from the table again. */
    public FakeNameServer normal() {
        mode = null;
        return this;
    }

    /** How often a topic's route was asked for. */
    public int asked(String topic) {
        List<FakeFrame> asked = new ArrayList<>(peer.requests(GET_ROUTE));
        asked.removeIf(request -> !topic.equals(request.ext("topic")));
        return asked.size();
    }

    @Override
    public void close() {
        peer.close();
    }

    private FakeReply answer(FakeFrame request) {
        FakeReply now = mode;
        if (now != null) {
            return now;
        }
        String topic = String.valueOf(request.ext("topic"));
        String route = routes.get(topic);
        return route == null
                ? FakeReply.code(TOPIC_NOT_EXIST, "No topic route info in name server for the topic: " + topic)
                : FakeReply.success().body(route);
    }

    private static String json(Map<String, FakeBrokerEntry> brokers) {
        JsonArrayBuilder queueDatas = FakeCodec.JSON.createArrayBuilder();
        JsonArrayBuilder brokerDatas = FakeCodec.JSON.createArrayBuilder();
        new TreeMap<>(brokers).forEach((name, entry) -> {
            queueDatas.add(FakeCodec.JSON
                    .createObjectBuilder()
                    .add("brokerName", name)
                    .add("perm", entry.perm())
                    .add("readQueueNums", entry.queues())
                    .add("writeQueueNums", entry.queues())
                    .add("topicSysFlag", 0));
            brokerDatas.add(FakeCodec.JSON
                    .createObjectBuilder()
                    .add("brokerName", name)
                    .add("cluster", "DefaultCluster")
                    .add("brokerAddrs", FakeCodec.JSON.createObjectBuilder().add(entry.brokerId(), entry.address()))
                    .add("enableActingMaster", false));
        });
        return FakeCodec.JSON
                .createObjectBuilder()
                .add("queueDatas", queueDatas)
                .add("brokerDatas", brokerDatas)
                .add("filterServerTable", FakeCodec.JSON.createObjectBuilder())
                .build()
                .toString();
    }
}
