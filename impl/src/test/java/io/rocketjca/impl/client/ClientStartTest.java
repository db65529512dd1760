package io.rocketjca.impl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client is started once, wholly or not at all. */
@Timeout(30)
class ClientStartTest {

    private static final Duration LINGER = Duration.ofMinutes(30);

    private final ClientFixture fixture = new ClientFixture();

    @Test
    @Row({"LIF-02", "LIF-16"})
    void itIsNotRunningBeforeItsLastTaskIsPlanned() {
        List<ServiceState> statesWhilePlanning = new ArrayList<>();
        List<MQClientInstance> instances = new ArrayList<>();
        fixture.planning = () -> statesWhilePlanning.add(instances.get(0).state());
        instances.add(fixture.instance());

        instances.get(0).start();

        assertThat(statesWhilePlanning).hasSize(4).containsOnly(ServiceState.START_FAILED);
        assertThat(instances.get(0).running()).isTrue();
        assertThat(fixture.timer.scheduled()).isEqualTo(4);
    }

    @Test
    @Row({"LIF-01", "LIF-02"})
    void halfAStartLeavesNoTaskAndIsNeverTakenForAStart() {
        AtomicInteger planned = new AtomicInteger();
        fixture.planning = () -> failSecond(planned);
        MQClientInstance instance = fixture.instance();

        assertThatThrownBy(instance::start).hasMessage("from the test");

        assertThat(instance.state()).isEqualTo(ServiceState.START_FAILED);
        assertThat(fixture.timer.scheduled()).isZero();
        assertThatThrownBy(instance::start).hasMessageContaining("START_FAILED");
        assertThatThrownBy(() -> instance.producer(ProducerConfig.defaults("orders")))
                .hasMessageContaining("START_FAILED");
    }

    @Test
    @Row({"ERR-05", "LIF-02"})
    void afterAFailedStartTheNextLeaseStartsAnotherClient() {
        AtomicInteger planned = new AtomicInteger();
        fixture.planning = () -> failSecond(planned);
        ClientRegistry registry = registry();
        assertThatThrownBy(() -> registry.lease(ClientFixture.identity("a:1"))).hasMessage("from the test");
        assertThat(registry.size()).isZero();

        assertThat(registry.lease(ClientFixture.identity("a:1")).running()).isTrue();
        assertThat(fixture.transports).hasSize(2);
    }

    @Test
    @Row("LIF-13")
    @Defect("K12")
    void manyThreadsThatLeaseAtOnceStartOneClient() throws Exception {
        ClientRegistry registry = registry();
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<ClientLease>> leases = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                leases.add(threads.submit(() -> {
                    go.await();
                    return registry.lease(ClientFixture.identity("a:1"));
                }));
            }
            go.countDown();
            for (Future<ClientLease> lease : leases) {
                assertThat(lease.get(10, TimeUnit.SECONDS).running()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(registry.size()).isEqualTo(1);
        assertThat(fixture.transports).hasSize(1);
        assertThat(fixture.timer.scheduled()).as("the tasks of one client").isEqualTo(4);
    }

    private ClientRegistry registry() {
        ClientEnvironment environment = fixture.environment();
        Timer timer = fixture.timer;
        return new ClientRegistry(identity -> new MQClientInstance(identity, environment), timer, LINGER);
    }

    private static void failSecond(AtomicInteger planned) {
        if (planned.incrementAndGet() == 2) {
            throw new IllegalStateException("from the test");
        }
    }
}
