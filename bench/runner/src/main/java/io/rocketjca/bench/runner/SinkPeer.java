package io.rocketjca.bench.runner;

import io.rocketjca.bench.sink.SinkMain;
import io.rocketjca.itests.fixture.ForkedJvm;
import java.time.Duration;
import java.util.List;

/** The sink. */
final class SinkPeer implements Peer {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ForkedJvm process;
    private final int port;

    SinkPeer(Launcher launcher, String classPath) {
        process = launcher.java(
                "sink",
                Launcher.SECOND_CORE,
                List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=2"),
                classPath,
                SinkMain.class.getName());
        port = Integer.parseInt(process.awaitReady(TIMEOUT));
    }

    @Override
    public String name() {
        return "sink";
    }

    @Override
    public String nameServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void prepare(String topic) {
        // the sink takes everything
    }

    @Override
    public String verdict() {
        return process.ask("stats", TIMEOUT).get(0);
    }

    @Override
    public void close() {
        process.close();
    }
}
