package io.rocketjca.impl.fake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A fake name server and the fake brokers that it knows. */
public final class FakeCluster implements AutoCloseable {

    private final FakeNameServer nameServer = FakeNameServer.start();
    private final Map<String, FakeBroker> brokers = new LinkedHashMap<>();

    private FakeCluster() {}

    /** A cluster of brokers with these names. */
    public static FakeCluster of(String... names) {
        FakeCluster cluster = new FakeCluster();
        for (String name : names) {
            cluster.brokers.put(name, FakeBroker.start());
        }
        return cluster;
    }

    /** Makes a topic with some queues on each broker. */
    public FakeCluster topic(String topic, int queues) {
        nameServer.route(
                topic,
                brokers.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> FakeBrokerEntry.master(entry.getValue().address(), queues))));
        return this;
    }

    public FakeNameServer nameServer() {
        return nameServer;
    }

    public FakeBroker broker(String name) {
        return brokers.get(name);
    }

    public Map<String, FakeBroker> brokers() {
        return brokers;
    }

    /** The texts of all visible messages of a topic. */
    public List<String> visible(String topic) {
        return brokers.values().stream()
                .flatMap(broker -> broker.stored().stream())
                .filter(message -> message.topic().equals(topic))
                .map(FakeStored::bodyText)
                .toList();
    }

    @Override
    public void close() {
        brokers.values().forEach(FakeBroker::close);
        nameServer.close();
    }
}
