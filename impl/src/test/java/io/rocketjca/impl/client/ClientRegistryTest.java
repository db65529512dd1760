package io.rocketjca.impl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.ProducerConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Counting leases, lingering and revival, on hand-driven time. */
class ClientRegistryTest {

    private static final Duration LINGER = Duration.ofMinutes(30);
    private static final ProducerConfig ORDERS = ProducerConfig.defaults("orders");

    private final ClientFixture fixture = new ClientFixture();
    private final ClientEnvironment environment = fixture.environment();
    private final ClientRegistry registry =
            new ClientRegistry(identity -> new MQClientInstance(identity, environment), fixture.timer, LINGER);

    @Test
    @Row("LIF-05")
    @Defect("K13")
    void leasesOfOneIdentityShareOneInstanceAndOthersDoNot() {
        ClientLease one = lease("a:1");
        ClientLease two = lease("a:1");
        ClientLease other = lease("b:1");

        assertThat(registry.size()).isEqualTo(2);
        assertThat(one.producer(ORDERS)).isSameAs(two.producer(ORDERS)).isNotSameAs(other.producer(ORDERS));
        assertThat(fixture.transports)
                .allMatch(transport -> transport.openAddresses().isEmpty());
    }

    @Test
    void anInstanceLingersAfterItsLastLeaseAndThenEnds() {
        ClientLease one = lease("a:1");
        ClientLease two = lease("a:1");
        one.close();
        one.close();
        fixture.timer.advance(LINGER.multipliedBy(2));
        assertThat(two.running())
                .as("closing a lease twice gives back one share")
                .isTrue();

        two.close();
        fixture.timer.advance(LINGER.minusMillis(1));
        assertThat(registry.size()).isEqualTo(1);
        assertThat(fixture.transport().closed()).isFalse();
        fixture.timer.advance(Duration.ofMillis(1));
        assertThat(registry.size()).isZero();
        assertThat(fixture.transport().closed()).isTrue();
    }

    @Test
    void aNewLeaseRevivesALingeringInstanceAndItsTimeBeginsAnew() {
        lease("a:1").close();
        fixture.timer.advance(LINGER.minusMinutes(1));
        ClientLease revived = lease("a:1");
        fixture.timer.advance(LINGER);
        assertThat(revived.running()).isTrue();
        revived.close();
        fixture.timer.advance(LINGER.minusMinutes(1));

        assertThat(registry.size()).isEqualTo(1);
        assertThat(fixture.transports).hasSize(1);
    }

    @Test
    void ofTooManyLingeringInstancesTheOldestEndsFirst() {
        for (int i = 0; i <= ClientRegistry.MAX_LINGERING; i++) {
            lease("ns" + i + ":1").close();
        }

        assertThat(registry.size()).isEqualTo(ClientRegistry.MAX_LINGERING);
        assertThat(fixture.transports.get(0).closed()).isTrue();
        assertThat(fixture.transports.get(1).closed()).isFalse();
    }

    @Test
    void closingEndsEverythingAndRefusesNewLeases() {
        ClientLease held = lease("a:1");
        lease("b:1").close();

        assertThat(registry.close()).isCompleted();
        assertThat(held.running()).isFalse();
        assertThat(fixture.transports).hasSize(2).allMatch(transport -> transport.closed());
        assertThatThrownBy(() -> lease("a:1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stopped");
        held.close();
        assertThat(fixture.timer.scheduled()).isZero();
    }

    @Test
    void aLeaseThatWasGivenBackMakesNoProducers() {
        ClientLease lease = lease("a:1");
        lease.close();

        assertThat(lease.running()).isFalse();
        assertThatThrownBy(() -> lease.producer(ORDERS)).isInstanceOf(IllegalStateException.class);
    }

    private ClientLease lease(String nameServer) {
        ClientIdentity identity = ClientFixture.identity(nameServer);
        return registry.lease(identity);
    }
}
