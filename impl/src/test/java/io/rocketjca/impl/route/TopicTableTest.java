package io.rocketjca.impl.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Row;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The bound on known topics. */
class TopicTableTest {

    private final TopicTable table = new TopicTable(32);

    @Test
    void aFullTableForgetsTheTopicsUsedLeastRecently() {
        for (int i = 0; i < 32; i++) {
            table.put(route("t" + i, "m" + i));
        }
        table.nextRound();
        for (int i = 2; i < 32; i++) {
            assertThat(table.use("t" + i)).isNotNull();
        }
        table.put(route("new", "m-new"));

        assertThat(table.use("t0")).isNull();
        assertThat(table.use("t1")).isNull();
        assertThat(table.size()).isEqualTo(31);
        assertThat(table.use("new")).isNotNull();
        assertThat(table.masters().liveWith(Set.of())).hasSize(31).doesNotContain("m0", "m1");
    }

    @Test
    @Row("RTE-01")
    void anyNumberOfTopicsStaysWithinTheBound() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(table.put(route("t" + i, "m" + i % 7))).isTrue();
            assertThat(table.size()).isLessThanOrEqualTo(32);
            assertThat(table.use("t" + i)).isNotNull();
        }
        assertThat(table.masters().liveWith(Set.of("ns"))).contains("ns").hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void aLiveViewFollowsChangesAndKeepsItsFixedAddresses() {
        Set<String> view = table.masters().liveWith(Set.of("ns:1"));
        assertThat(view).containsExactly("ns:1");

        table.put(route("t", "m:1"));
        assertThat(view.contains("m:1")).isTrue();
        assertThat(view).containsExactlyInAnyOrder("ns:1", "m:1");

        table.put(route("t", "m:2"));
        assertThat(view.contains("m:1")).isFalse();
        assertThat(view.contains("m:2")).isTrue();
    }

    private static TopicRoute route(String topic, String master) {
        return new TopicRoute(
                topic,
                new PublishQueues(topic, List.of(new MessageQueue("b", master, 0)), "test"),
                List.of(new TopicBroker("b", master)));
    }
}
