package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.fake.ScriptedRemoting;
import io.rocketjca.impl.producer.SendPipeline;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.time.ManualTimer;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.Timer;
import io.rocketjca.impl.transaction.DirectoryLog;
import io.rocketjca.impl.transaction.TransactionEngine;
import io.rocketjca.impl.transaction.TransactionEnvironment;
import io.rocketjca.impl.transaction.TransactionProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What client instances are made with in tests: hand-driven time and scripted peers. */
final class ClientFixture {

    static final String NAME_SERVER = "ns:1";
    static final String BROKER = "broker:1";

    final ManualTicker ticker = new ManualTicker();
    final ManualTimer timer = new ManualTimer(ticker);
    final List<ScriptedRemoting> transports = new ArrayList<>();
    final RuntimeConfig config = RuntimeConfig.defaults();
    volatile String master = BROKER;

    /** Run before each repeated task is planned. */
    Runnable planning = () -> {};

    ClientEnvironment environment() {
        return new ClientEnvironment(
                config,
                new TimeSource(ticker, () -> 0, new PlanningTimer()),
                (identity, listener) -> {
                    ScriptedRemoting remoting = new ScriptedRemoting(ticker, timer, listener);
                    remoting.peer(NAME_SERVER, request -> answer(route()));
                    remoting.peer(BROKER, request -> answer(""));
                    transports.add(remoting);
                    return remoting;
                },
                SendPipeline::new,
                Runnable::run,
                new ClientIds("10.0.0.1", 7, new Random(1)),
                new UniqueIdSource(new byte[] {10, 0, 0, 1}, 1, ZoneOffset.UTC),
                new Random(1),
                JsonBodies.ofContextClassLoader(),
                transactions());
    }

    private TransactionEngine transactions() {
        TransactionConfig transactions = config.transactions();
        return new TransactionEngine(
                transactions,
                new TransactionEnvironment(
                        new TimeSource(ticker, () -> 0, timer),
                        new DirectoryLog(transactions, () -> 1),
                        cluster -> null,
                        Runnable::run,
                        1,
                        TransactionProbe.NONE));
    }

    MQClientInstance instance() {
        return new MQClientInstance(identity(NAME_SERVER), environment());
    }

    ScriptedRemoting transport() {
        return transports.get(transports.size() - 1);
    }

    static ClientIdentity identity(String nameServer) {
        return new ClientIdentity(List.of(nameServer), Credentials.ANONYMOUS);
    }

    static RemotingCommand answer(String body) {
        return RemotingCommand.answer(0, 7, null, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    String route() {
        return "{\"queueDatas\":[{\"brokerName\":\"b\",\"perm\":6,\"readQueueNums\":1,\"writeQueueNums\":1,"
                + "\"topicSysFlag\":0}],\"brokerDatas\":[{\"brokerName\":\"b\",\"cluster\":\"C\","
                + "\"brokerAddrs\":{\"0\":\"" + master + "\"}}]}";
    }

    /** The timer, watched. */
    private final class PlanningTimer implements Timer {

        @Override
        public Scheduled once(Duration delay, Runnable task) {
            return timer.once(delay, task);
        }

        @Override
        public Scheduled every(Duration firstDelay, Duration period, Runnable task) {
            planning.run();
            return timer.every(firstDelay, period, task);
        }
    }
}
