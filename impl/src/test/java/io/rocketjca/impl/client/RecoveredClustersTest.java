package io.rocketjca.impl.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.TlsConfig;
import io.rocketjca.impl.config.TlsConfig.StoreFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As whom, and how, a cluster is reached that only the log of transactions knows. */
class RecoveredClustersTest {

    private static final String CLUSTER = "a:1;b:1";
    private static final Credentials JOE = new Credentials("joe", "secret");
    private static final Credentials ANN = new Credentials("ann", "secret");
    private static final Credentials ADAPTER = new Credentials("adapter", "secret");

    private final ClientFixture fixture = new ClientFixture();
    private final ClientEnvironment environment = fixture.environment();
    private final List<ClientIdentity> reached = new ArrayList<>();

    private RecoveredClusters clusters(Credentials own) {
        RecoveredClusters clusters = new RecoveredClusters(own);
        clusters.in(new ClientRegistry(
                identity -> {
                    reached.add(identity);
                    return new MQClientInstance(identity, environment);
                },
                fixture.timer,
                Duration.ofMinutes(30)));
        return clusters;
    }

    private static ClientIdentity as(Credentials user) {
        return ClientIdentity.of(CLUSTER, user);
    }

    private static ClientIdentity encrypted(Credentials user) {
        TlsConfig tls = TlsConfig.verified(StoreFile.NONE, StoreFile.NONE);
        return new ClientIdentity(as(user).nameServers(), user, tls);
    }

    @Test
    void theUserOfAFactoryThatCameBeforeIsTaken() {
        RecoveredClusters clusters = clusters(Credentials.ANONYMOUS);
        clusters.offer(as(JOE));

        clusters.apply(CLUSTER);

        assertThat(reached).containsExactly(as(JOE));
    }

    @Test
    void theUserOfAFactoryThatComesLaterTakesOver() {
        RecoveredClusters clusters = clusters(Credentials.ANONYMOUS);
        clusters.apply(CLUSTER);
        clusters.offer(as(Credentials.ANONYMOUS));
        clusters.offer(encrypted(Credentials.ANONYMOUS));

        clusters.offer(as(JOE));
        clusters.offer(as(ANN));

        assertThat(reached).containsExactly(as(Credentials.ANONYMOUS), encrypted(Credentials.ANONYMOUS), as(JOE));
    }

    @Test
    void theAdaptersOwnUserGoesTheWayOfTheFactory() {
        RecoveredClusters clusters = clusters(ADAPTER);
        clusters.apply(CLUSTER);

        clusters.offer(as(JOE));
        clusters.offer(encrypted(JOE));

        assertThat(reached).containsExactly(as(ADAPTER), encrypted(ADAPTER));
    }

    @Test
    void nobodyIsReachedAsLongAsNothingIsLeftOfAnEarlierRun() {
        clusters(Credentials.ANONYMOUS).offer(as(JOE));

        assertThat(reached).isEmpty();
    }
}
