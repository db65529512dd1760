package io.rocketjca.impl.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.protocol.JsonBodies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a refresh asks for, replaces, keeps and forgets. */
class RouteRefreshTest extends RouteTableFixture {

    @Test
    void refreshingAllNeverAsksForTheCreatorsAndTheRealRouteReplacesTheirs() {
        remoting.peer(A, good);
        routes.put("TBW102", RouteJson.route().master("a", "1:1", 8));
        RouteTable table = table(A);
        onDemand(table, "new", 2).join();
        lookup(table, "TBW102", SECOND);
        long before = asked("TBW102");
        routes.put("new", RouteJson.route().master("b", "2:2", 4));
        table.refreshAll();

        assertThat(asked("TBW102")).isEqualTo(before);
        assertThat(table.known("new").queues()).hasSize(4).allMatch(queue -> queue.brokerAddress()
                .equals("2:2"));
        assertThat(table.masters()).containsExactly("2:2");
    }

    @Test
    @Row({"RTE-08", "RTE-09"})
    void aRouteThatStaysTheSameKeepsItsSnapshotAndAChangedOneReplacesIt() {
        remoting.peer(A, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 1));
        RouteTable table = table(A);
        PublishQueues first = lookup(table, "t", SECOND).join();

        table.refreshAll();
        assertThat(table.known("t")).isSameAs(first);
        routes.put("t", RouteJson.route().master("a", "1:9", 1).master("b", "2:2", 1));
        table.refreshAll();

        assertThat(table.known("t").queues())
                .extracting(MessageQueue::brokerAddress)
                .containsExactly("1:9", "2:2");
        assertThat(table.masters()).containsExactlyInAnyOrder("1:9", "2:2");
        assertThat(table.addressesInUse()).contains(A, "1:9", "2:2").doesNotContain("1:1");
        assertThat(changes).hasSize(2);
    }

    @Test
    @Row("RTE-19")
    void aBrokerStaysInUseUntilTheLastTopicLeavesIt() {
        remoting.peer(A, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 1));
        routes.put("u", RouteJson.route().master("a", "1:1", 1));
        RouteTable table = table(A);
        lookup(table, "t", SECOND).join();
        lookup(table, "u", SECOND).join();

        routes.put("t", RouteJson.route().master("b", "2:2", 1));
        table.refreshAll();
        assertThat(table.masters()).containsExactlyInAnyOrder("1:1", "2:2");
        routes.put("u", RouteJson.route().master("b", "2:2", 1));
        table.refreshAll();
        assertThat(table.masters()).containsExactly("2:2");
    }

    @Test
    @Row("RTE-20")
    void aTopicWhoseQueuesAreNoLongerWritableIsNotSentToAndComesBack() {
        remoting.peer(A, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 1));
        RouteTable table = table(A);
        lookup(table, "t", SECOND).join();

        routes.put("t", RouteJson.route().broker("a", "\"1\":\"1:2\"", 1, 6));
        table.refreshAll();
        assertThat(table.known("t")).isNull();
        routes.put("t", RouteJson.route().master("a", "1:2", 1));
        table.refreshAll();
        assertThat(table.known("t").queues()).containsExactly(new MessageQueue("a", "1:2", 0));
    }

    @Test
    @Defect("K16")
    void anEmptiedNameServerDoesNotWipeRoutesUntilItStaysEmpty() {
        remoting.peer(A, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 1));
        RouteTable table = table(A);
        lookup(table, "t", SECOND).join();

        RouteJson kept = routes.remove("t");
        IntStream.range(1, TopicTable.MISSES_TO_FORGET).forEach(round -> table.refreshAll());
        assertThat(table.known("t")).isNotNull();
        routes.put("t", kept);
        table.refreshAll();
        routes.remove("t");
        IntStream.range(1, TopicTable.MISSES_TO_FORGET).forEach(round -> table.refreshAll());
        assertThat(table.known("t")).as("the count began anew").isNotNull();
        table.refreshAll();
        assertThat(table.known("t")).isNull();
        assertThat(table.masters()).isEmpty();
    }

    @Test
    @Row({"RTE-06", "RTE-14", "RTE-15"})
    @Defect("K16")
    void unreachableNameServersKeepEveryRouteAndEndTheRoundEarly() {
        remoting.peer(A, good);
        RouteTable table = table(A);
        for (int i = 0; i < 50; i++) {
            routes.put("t" + i, RouteJson.route().master("a", "1:1", 1));
            lookup(table, "t" + i, SECOND).join();
        }
        remoting.peer(A, request -> null);
        long before = remoting.count(A, 105);
        CompletableFuture<Void> round = table.refreshAll().toCompletableFuture();
        assertThat(table.refreshAll()).as("a second round is not started").isCompleted();

        timer.advance(Duration.ofSeconds(3));
        assertThat(round).isCompleted();
        assertThat(remoting.count(A, 105) - before).isEqualTo(RefreshRound.PARALLEL);
        assertThat(table.known("t7")).isNotNull();

        remoting.peer(A, good);
        table.refreshAll();
        assertThat(remoting.count(A, 105) - before).isEqualTo(RefreshRound.PARALLEL + 50L);
    }

    @Test
    void refreshesOfOneTopicArePacedAndNoneIsLost() {
        remoting.peer(A, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 1));
        RouteTable table = table(A);
        table.refresh("t");
        assertThat(asked("t")).as("nothing is known, so nothing is refreshed").isZero();
        lookup(table, "t", SECOND).join();

        for (int i = 0; i < 1000; i++) {
            table.refresh("t");
        }
        assertThat(asked("t")).isEqualTo(2);
        timer.advance(RouteTable.REFRESH_GAP);
        assertThat(asked("t")).as("what was asked meanwhile").isEqualTo(3);
        timer.advance(Duration.ofMinutes(1));
        assertThat(asked("t")).isEqualTo(3);
    }

    @Test
    @Row("RTE-15")
    void aListenerThatThrowsDoesNotKeepCallersWaiting() {
        remoting.peer(A, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 1));
        RouteConfig config = new RouteConfig(List.of(A), 0, SECOND, 10, ANONYMOUS);
        RouteTable table =
                new RouteTable(config, remoting, time(), JsonBodies.ofContextClassLoader(), (topic, masters) -> {
                    throw new IllegalStateException("from the listener");
                });

        assertThat(lookup(table, "t", SECOND).join().queues()).hasSize(1);
        table.refreshAll();
        assertThat(asked("t")).isEqualTo(2);
    }
}
