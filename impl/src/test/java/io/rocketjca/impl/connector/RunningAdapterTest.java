package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.NotSentException;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.impl.contract.Must;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The resource adapter with its real engine, and with nothing to connect to. */
class RunningAdapterTest {

    private static final int CYCLES = 50;

    /** Reserved for tests of failure: nothing listens on port 1. */
    private static final String NOBODY = "127.0.0.1:1";

    private final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();

    @Test
    @Must({"A6", "A9", "E4"})
    void manyStartsAndStopsLeaveNoThread() throws Exception {
        adapter.setAdapterName("cycles");
        adapter.setDrainTimeoutMillis(0);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            adapter.start(null);
            if (cycle == 0) {
                assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);
            }
            adapter.stop();
            assertThat(threads()).as("after cycle %d", cycle).isEmpty();
        }
    }

    @Test
    @Must({"A5", "B17"})
    void createsConnectionsWhenNothingCanBeReachedAndTellsTheSender() throws Exception {
        adapter.setAdapterName("alone");
        adapter.setNameServers(NOBODY);
        RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
        factory.setSendTimeoutMillis(500);
        factory.setResourceAdapter(adapter);
        adapter.start(null);
        try (RocketMQConnection connection =
                (RocketMQConnection) factory.createManagedConnection(null, null).getConnection(null, null)) {
            assertThatThrownBy(() -> connection.send(ConnectorFixture.MESSAGE))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining(NOBODY);
            assertThat(connection.isValid(0)).isTrue();
            adapter.stop();
            assertThat(connection.isValid(0)).isFalse();
        } finally {
            adapter.stop();
        }
        assertThat(threads()).isEmpty();
    }

    private Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(adapter.getAdapterName()))
                .collect(Collectors.toSet());
    }
}
