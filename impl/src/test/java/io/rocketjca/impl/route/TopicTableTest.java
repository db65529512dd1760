package io.rocketjca.impl.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.time.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bound on known topics. */
class TopicTableTest {

    private final ManualTicker ticker = new ManualTicker();
    private final TopicTable table = new TopicTable(32, ticker);

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

    @Test
    void aBrokerThatLeavesARouteStillCountsAmongThoseThatMayHoldMessages() {
        table.put(routeOver("a", "b"));
        ticker.advance(Duration.ofMinutes(1));
        table.put(routeOver("b"));

        assertThat(table.brokers("t")).containsExactly(broker("b"), new TopicBroker("a", null));
        assertThat(table.masters().liveWith(Set.of())).containsExactly("b:10911");
    }

    @Test
    void aBrokerThatComesBackIsOneOfTheRouteAgain() {
        table.put(routeOver("a", "b"));
        table.put(routeOver("b"));
        table.put(routeOver("a", "b"));
        assertThat(table.brokers("t")).containsExactly(broker("a"), broker("b"));

        table.put(routeOver("a"));
        assertThat(table.brokers("t")).containsExactly(broker("a"), new TopicBroker("b", null));
    }

    @Test
    void aBrokerThatStaysAwayIsForgottenAfterAnHour() {
        table.put(routeOver("a", "b"));
        table.put(routeOver("b"));
        ticker.advance(DepartedBrokers.MEMORY.minusNanos(1));
        assertThat(table.brokers("t")).hasSize(2);

        ticker.advance(Duration.ofNanos(1));
        assertThat(table.brokers("t")).containsExactly(broker("b"));
    }

    @Test
    void onlySoManyDepartedBrokersAreRemembered() {
        table.put(routeOver("b0"));
        for (int i = 1; i <= 2 * DepartedBrokers.MOST; i++) {
            table.put(routeOver("b" + i));
        }
        assertThat(table.brokers("t"))
                .hasSize(1 + DepartedBrokers.MOST)
                .contains(new TopicBroker("b" + (2 * DepartedBrokers.MOST - 1), null))
                .doesNotContain(new TopicBroker("b0", null));
    }

    private static TopicBroker broker(String name) {
        return new TopicBroker(name, name + ":10911");
    }

    private static TopicRoute routeOver(String... brokers) {
        List<TopicBroker> all = Stream.of(brokers).map(TopicTableTest::broker).toList();
        List<MessageQueue> queues = all.stream()
                .map(broker -> new MessageQueue(broker.name(), broker.masterAddress(), 0))
                .toList();
        return new TopicRoute("t", new PublishQueues("t", queues, "test"), all);
    }

    private static TopicRoute route(String topic, String master) {
        return new TopicRoute(
                topic,
                new PublishQueues(topic, List.of(new MessageQueue("b", master, 0)), "test"),
                List.of(new TopicBroker("b", master)));
    }
}
