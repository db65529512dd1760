package io.rocketjca.bench.runner;

import io.rocketjca.itests.fixture.JvmSettings;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A real name server and broker, with the compiler and memory of a server instead of a test's. */
final class BrokerPeer implements Peer {

    private static final int QUEUES = 8;

    private final RocketMQ server;
    private final Set<String> topics = new HashSet<>();

    private final String name;

    private BrokerPeer(Launcher launcher, String name, Map<String, String> config) {
        this.name = name;
        JvmSettings settings = new JvmSettings(
                launcher.on(Launcher.SECOND_CORE),
                List.of(
                        "-Xms1g",
                        "-Xmx1g",
                        "-XX:+UseG1GC",
                        "-XX:ActiveProcessorCount=2",
                        "-XX:MaxDirectMemorySize=1g"));
        Map<String, String> all = new HashMap<>(config);
        all.put("mappedFileSizeCommitLog", Integer.toString(1 << 30));
        server = RocketMQ.start(RocketMQVersion.CURRENT, all, settings);
    }

    static BrokerPeer start(Launcher launcher) {
        return new BrokerPeer(launcher, "broker", Map.of());
    }

    /** One that notes the end of each transaction at once, as we recommend; else this version keeps its core busy. */
    static BrokerPeer forTransactions(Launcher launcher) {
        return new BrokerPeer(launcher, "broker-tx", Map.of("transactionOpMsgMaxSize", "1"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String nameServers() {
        return server.nameServers();
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public void prepare(String topic) {
        if (topics.add(topic)) {
            server.createTopic(topic, QUEUES);
        }
    }

    @Override
    public String verdict() {
        long stored = topics.stream().mapToLong(server::stored).sum();
        return "stored=" + stored + " version=" + server.version().number();
    }

    @Override
    public void close() {
        server.close();
    }
}
