package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.ConnectionClosedException;
import io.rocketjca.impl.contract.Must;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever was done to a managed connection, cleanup leaves it like a new one. */
class ManagedConnectionSequenceTest {

    private static final int SEQUENCES = 2_000;
    private static final int STEPS = 30;

    private final ConnectorFixture fixture = ConnectorFixture.started();

    @Test
    @Must({"B18", "B19", "B20"})
    void randomSequencesLeaveACleanedConnectionEqualToAFreshOne() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            RocketMQManagedConnection one = fixture.connection();
            RocketMQManagedConnection two = fixture.connection();
            List<RocketMQConnectionHandle> handles = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                oneStep(random, random.nextBoolean() ? one : two, handles);
            }
            one.cleanup();
            two.cleanup();

            assertThat(List.of(one.state(), two.state()))
                    .as("seed %d, sequence %d", seed, sequence)
                    .containsOnly(ManagedConnectionState.FRESH);
            assertThat(handles).as("seed %d", seed).noneMatch(handle -> handle.isValid(0));
            assertThat(ConnectorFixture.handle(one).isValid(0)).isTrue();
        }
    }

    private static void oneStep(
            Random random, RocketMQManagedConnection connection, List<RocketMQConnectionHandle> handles)
            throws ResourceException {
        RocketMQConnectionHandle some = handles.isEmpty() ? null : handles.get(random.nextInt(handles.size()));
        switch (random.nextInt(6)) {
            case 0, 1 -> handles.add(ConnectorFixture.handle(connection));
            case 2 -> connection.cleanup();
            case 3 -> close(some);
            case 4 -> associate(connection, some);
            default -> use(some);
        }
    }

    private static void close(RocketMQConnectionHandle handle) {
        if (handle != null) {
            handle.close();
        }
    }

    private static void associate(RocketMQManagedConnection connection, RocketMQConnectionHandle handle)
            throws ResourceException {
        if (handle != null && !handle.closed()) {
            connection.associateConnection(handle);
            assertThat(connection.state().handles()).contains(handle);
        }
    }

    private static void use(RocketMQConnectionHandle handle) {
        if (handle == null) {
            return;
        }
        boolean valid = handle.isValid(0);
        boolean sent = true;
        try {
            handle.send(ConnectorFixture.MESSAGE);
        } catch (ConnectionClosedException closed) {
            sent = false;
        }
        assertThat(sent).isEqualTo(valid);
    }

    @Test
    @Must({"B18", "B24"})
    void manyThreadsShareOneConnectionAndEachCloseIsToldOnce() throws Exception {
        int threads = 8;
        int rounds = 500;
        RocketMQManagedConnection connection = fixture.connection();
        AtomicInteger closedEvents = new AtomicInteger();
        connection.addConnectionEventListener(new ConnectorFixture.Events() {
            @Override
            public void connectionClosed(ConnectionEvent event) {
                closedEvents.incrementAndGet();
            }
        });
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Callable<Void> user = () -> {
                for (int round = 0; round < rounds; round++) {
                    RocketMQConnectionHandle handle = ConnectorFixture.handle(connection);
                    handle.send(ConnectorFixture.MESSAGE);
                    handle.close();
                    handle.close();
                }
                return null;
            };
            List<Future<Void>> users = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                users.add(executor.submit(user));
            }
            for (Future<Void> each : users) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(closedEvents).hasValue(threads * rounds);
        assertThat(fixture.engine.sent).hasSize(threads * rounds);
        assertThat(connection.state()).isEqualTo(ManagedConnectionState.FRESH);
    }

    @Test
    void closingWhileBeingAssociatedNeverLeavesAHandleBehind() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 1_000; round++) {
                RocketMQManagedConnection from = fixture.connection();
                RocketMQManagedConnection to = fixture.connection();
                RocketMQConnectionHandle handle = ConnectorFixture.handle(from);
                Future<?> closing = executor.submit(handle::close);
                try {
                    to.associateConnection(handle);
                } catch (ResourceException alreadyClosed) {
                    assertThat(handle.closed()).isTrue();
                }
                closing.get(10, TimeUnit.SECONDS);

                assertThat(handle.isValid(0)).isFalse();
                assertThat(from.state()).isEqualTo(ManagedConnectionState.FRESH);
                assertThat(to.state()).isEqualTo(ManagedConnectionState.FRESH);
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
