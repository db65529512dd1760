package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.transaction.log.LoggedHalf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClustersTest {

    private final List<ClusterLink> opened = new ArrayList<>();
    private final Clusters clusters = new Clusters(this::open);

    /** As a client does it: the way is made known while it is being opened. */
    private ClusterLink open(String nameServers) {
        ClusterLink link = new ClusterLink(nameServers, null, null, null, null, null);
        opened.add(link);
        clusters.add(link);
        return link;
    }

    private static Half half(String nameServers) {
        return Half.recovered("group", new LoggedHalf(nameServers, "topic", "broker-a", "key", 1, 2, 3, false), 0);
    }

    @Test
    void theWayToAClusterThatOnlyTheLogKnowsIsOpenedOnce() {
        ClusterLink first = clusters.of(half("a:9876"));

        assertThat(clusters.of(half("a:9876"))).isSameAs(first);
        assertThat(clusters.of(half("b:9876"))).isNotSameAs(first);
        assertThat(opened).hasSize(2).contains(first);
    }

    @Test
    void theWayOfAConnectionFactoryIsTakenForWhatIsLeftOfAnEarlierRun() {
        ClusterLink link = new ClusterLink("a:9876", null, null, null, null, null);
        clusters.add(link);

        assertThat(clusters.of(half("a:9876"))).isSameAs(link);
        assertThat(opened).isEmpty();
    }
}
