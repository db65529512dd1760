package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.contract.Must;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResourceAdapterTest {

    private final RecordingEngine engine = new RecordingEngine();
    private final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter(engine);

    @Test
    @Must({"A3", "G1", "G7", "H1"})
    void isTheConnectorOfTheArchive() {
        assertThat(adapter).isInstanceOf(ResourceAdapter.class);
        assertThat(RocketMQResourceAdapter.class.getDeclaredAnnotation(Connector.class))
                .isNotNull();
    }

    @Test
    @Must("A4")
    void startsWithoutWaitingForWork() throws Exception {
        ScriptedServer server = new ScriptedServer();

        adapter.start(server);

        assertThat(engine.starts).isEqualTo(1);
        assertThat(server.works).isEmpty();
        assertThat(engine.completions).isInstanceOf(WorkManagerExecutor.class);
    }

    @Test
    void startsOutsideAServerOnTheCommonPool() throws Exception {
        adapter.start(null);

        CompletableFuture<Thread> thread = new CompletableFuture<>();
        engine.completions.execute(() -> thread.complete(Thread.currentThread()));
        assertThat(thread.get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(ForkJoinWorkerThread.class, worker -> assertThat(worker.getPool())
                        .isSameAs(ForkJoinPool.commonPool()));
    }

    @Test
    @Must("A5")
    void startsWithoutNameServersAsFactoriesMayBringTheirs() throws Exception {
        adapter.start(null);

        assertThat(engine.running).isTrue();
    }

    @Test
    @Must({"A5", "L1", "L3"})
    @Row("LIF-03")
    void refusesToStartListingEverythingThatIsWrong() {
        adapter.setAdapterName("my adapter");
        adapter.setNameServers("mq1,:9876");
        adapter.setConnectTimeoutMillis(0);
        adapter.setRequestTimeoutMillis(null);
        adapter.setHeartbeatIntervalMillis(99);
        adapter.setRoutePollIntervalMillis(-1);
        adapter.setMaxInFlightMessages(0);
        adapter.setMaxInFlightMebibytes(0);
        adapter.setDrainTimeoutMillis(-1);
        adapter.setIdleClientLingerMinutes(-1);

        assertThatThrownBy(() -> adapter.start(null))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContainingAll(
                        "adapterName is 'my adapter'",
                        "nameServers: name server 'mq1' has no port",
                        "nameServers: name server ':9876'",
                        "connectTimeoutMillis is 0",
                        "requestTimeoutMillis has no value",
                        "heartbeatIntervalMillis is 99, but must be from 100",
                        "routePollIntervalMillis is -1",
                        "maxInFlightMessages is 0",
                        "maxInFlightMebibytes is 0",
                        "drainTimeoutMillis is -1",
                        "idleClientLingerMinutes is -1");
        assertThat(engine.starts).isZero();
    }

    @Test
    void givesItsConfigPropertiesToTheEngine() throws Exception {
        adapter.setAdapterName("second");
        adapter.setConnectTimeoutMillis(1);
        adapter.setRequestTimeoutMillis(2);
        adapter.setHeartbeatIntervalMillis(103);
        adapter.setRoutePollIntervalMillis(104);
        adapter.setMaxInFlightMessages(5);
        adapter.setMaxInFlightMebibytes(4096);
        adapter.setDrainTimeoutMillis(7);
        adapter.setIdleClientLingerMinutes(8);

        adapter.start(null);

        assertThat(engine.config.adapterName()).isEqualTo("second");
        assertThat(engine.config.remoting().connectTimeout()).hasMillis(1);
        assertThat(engine.config.requestTimeout()).hasMillis(2);
        assertThat(engine.config.heartbeatInterval()).hasMillis(103);
        assertThat(engine.config.routePollInterval()).hasMillis(104);
        assertThat(engine.config.maxInFlightMessages()).isEqualTo(5);
        assertThat(engine.config.maxInFlightBytes()).isEqualTo(4L << 30);
        assertThat(engine.config.drainTimeout()).hasMillis(7);
        assertThat(engine.config.idleClientLinger()).hasMinutes(8);
    }

    @Test
    void refusesASecondStartAndKeepsTheFirst() throws Exception {
        adapter.start(null);

        assertThatThrownBy(() -> adapter.start(null)).isInstanceOf(ResourceAdapterInternalException.class);
        assertThat(engine.starts).isEqualTo(1);
        assertThat(engine.running).isTrue();
    }

    @Test
    @Must("A9")
    void stopsTheEngineOnce() throws Exception {
        adapter.start(null);

        adapter.stop();
        adapter.stop();

        assertThat(engine.stops).isEqualTo(1);
    }

    @Test
    void stopsBeforeItWasEverStarted() {
        adapter.stop();

        assertThat(engine.stops).isZero();
    }

    @Test
    @Must("A9")
    void startsAgainAfterAStop() throws Exception {
        adapter.start(null);
        adapter.stop();
        adapter.start(null);

        assertThat(engine.starts).isEqualTo(2);
        assertThat(adapter.engine()).isSameAs(engine);
    }

    @Test
    @Must({"A10", "L1"})
    void givesNoEngineUnlessStarted() throws Exception {
        assertThatThrownBy(adapter::engine)
                .isInstanceOf(jakarta.resource.spi.IllegalStateException.class)
                .hasMessageContaining("not started yet");
        adapter.start(null);
        adapter.stop();
        assertThatThrownBy(adapter::engine).isInstanceOf(ResourceException.class);
    }

    @Test
    @Must("A6")
    void runsSideBySideWithAnotherAdapter() throws Exception {
        RecordingEngine otherEngine = new RecordingEngine();
        RocketMQResourceAdapter other = new RocketMQResourceAdapter(otherEngine);
        other.setAdapterName("other");
        adapter.start(null);
        other.start(null);

        adapter.stop();

        assertThat(otherEngine.running).isTrue();
        assertThat(other).isNotEqualTo(adapter);
    }

    @Test
    @Must({"F6", "G4"})
    void hasNoXaResourcesAndNoEndpoints() {
        assertThat(adapter.getXAResources(null)).isEmpty();
        assertThatThrownBy(() -> adapter.endpointActivation(null, null)).isInstanceOf(NotSupportedException.class);
        adapter.endpointDeactivation(null, null);
    }

    @Test
    void survivesSerializationWithoutWhatItRuns() throws Exception {
        adapter.setNameServers("mq1:9876");
        adapter.start(null);

        RocketMQResourceAdapter copy = ConnectorFixture.serialized(adapter, RocketMQResourceAdapter.class);

        assertThat(copy).isEqualTo(adapter).hasSameHashCodeAs(adapter);
        assertThatThrownBy(copy::engine).isInstanceOf(ResourceException.class);
        copy.stop();
        assertThat(engine.running).isTrue();
    }
}
