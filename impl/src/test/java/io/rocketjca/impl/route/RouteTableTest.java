package io.rocketjca.impl.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.fake.ScriptedRemoting;
import io.rocketjca.impl.fake.ScriptedRemoting.Peer;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.ConnectionListener;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.time.ManualTimer;
import io.rocketjca.impl.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lookups, failover, sharing and refreshing on hand-driven time. */
class RouteTableTest {

    private static final RequestSigner ANONYMOUS = new RequestSigner.Anonymous();
    private static final String A = "ns-a:1";
    private static final String B = "ns-b:2";
    private static final String C = "ns-c:3";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final ScriptedRemoting remoting = new ScriptedRemoting(ticker, timer, new Deaf());
    private final Map<String, RouteJson> routes = new ConcurrentHashMap<>();
    private final List<String> changes = new ArrayList<>();
    private final Peer good = request -> {
        RouteJson route = routes.get(request.extFields().get("topic"));
        return route == null ? RouteJson.noTopic() : route.answer();
    };

    /** How a name server can be of no use. */
    enum Bad {
        REFUSING {
            @Override
            void install(ScriptedRemoting remoting, String address) {
                remoting.refuse(address);
            }
        },
        HANGING_CONNECT {
            @Override
            void install(ScriptedRemoting remoting, String address) {
                remoting.hang(address);
            }
        },
        SILENT {
            @Override
            void install(ScriptedRemoting remoting, String address) {
                remoting.peer(address, request -> null);
            }
        },
        GARBAGE {
            @Override
            void install(ScriptedRemoting remoting, String address) {
                remoting.peer(address, request -> RouteJson.body("<html>not a route</html>"));
            }
        },
        EMPTY_BODY {
            @Override
            void install(ScriptedRemoting remoting, String address) {
                remoting.peer(address, request -> RouteJson.body(""));
            }
        },
        NOT_READY {
            @Override
            void install(ScriptedRemoting remoting, String address) {
                remoting.peer(address, request -> RouteJson.code(1, "name server not ready"));
            }
        };

        abstract void install(ScriptedRemoting remoting, String address);
    }

    @Test
    @Row("RTE-01")
    void aTopicIsLookedUpOnceAndThenKnown() {
        remoting.peer(A, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 2));
        RouteTable table = table(A);

        assertThat(table.known("t")).isNull();
        PublishQueues queues = lookup(table, "t", SECOND).join();
        assertThat(queues.queues()).hasSize(2);
        assertThat(queues.source()).contains(A, "1970-01-01T00:00:00Z");
        assertThat(table.known("t")).isSameAs(queues);
        assertThat(lookup(table, "t", SECOND).join()).isSameAs(queues);
        assertThat(remoting.count(A, 105)).isEqualTo(1);
        assertThat(changes).containsExactly("t [1:1]");
        assertThat(timer.scheduled()).as("no timer is left behind").isZero();
    }

    @ParameterizedTest
    @EnumSource(Bad.class)
    void aBadNameServerIsFollowedByAGoodOneWithinTheDeadline(Bad bad) {
        bad.install(remoting, A);
        remoting.peer(B, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 2));

        CompletableFuture<PublishQueues> result = lookup(table(A, B), "t", SECOND);
        timer.advance(Duration.ofMillis(500));

        assertThat(result).isCompleted();
        assertThat(result.join().source()).contains(B);
    }

    @ParameterizedTest
    @EnumSource(Bad.class)
    void aBadNameServerAloneFailsWithItsStoryWithinTheDeadline(Bad bad) {
        bad.install(remoting, A);

        CompletableFuture<PublishQueues> result = lookup(table(A), "t", SECOND);
        timer.advance(SECOND);

        String hint =
                switch (bad) {
                    case REFUSING -> "No name server can be reached: check";
                    case HANGING_CONNECT, SILENT -> "silent or slow";
                    case GARBAGE, EMPTY_BODY -> "no RocketMQ name server";
                    case NOT_READY -> "SYSTEM_ERROR (1) 'name server not ready'";
                };
        assertThatThrownBy(result::join)
                .cause()
                .isInstanceOf(NoRouteException.class)
                .hasMessageContainingAll("No route for topic 't'", A, hint);
    }

    @Test
    void eachNameServerHasAnEvenShareOfTheTimeAndALateAnswerStillCounts() {
        remoting.peer(A, request -> null).peer(B, request -> null).peer(C, request -> null);
        RouteTable table = table(A, B, C);
        CompletableFuture<PublishQueues> result = lookup(table, "t", Duration.ofSeconds(3));

        assertThat(remoting.count(A, 105)).isEqualTo(1);
        timer.advance(Duration.ofMillis(999));
        assertThat(remoting.count(B, 105)).isZero();
        timer.advance(Duration.ofMillis(1));
        assertThat(remoting.count(B, 105)).isEqualTo(1);
        timer.advance(SECOND);
        assertThat(remoting.count(C, 105)).isEqualTo(1);
        assertThat(result).isNotDone();

        remoting.answerPending(B, RouteJson.route().master("a", "1:1", 1).answer());
        assertThat(result.join().source()).contains(B);
        remoting.answerPending(A, RouteJson.route().master("z", "9:9", 1).answer());
        assertThat(table.known("t").queues()).containsExactly(new MessageQueue("a", "1:1", 0));
    }

    @Test
    @Row("RTE-06")
    void theNameServerThatAnsweredIsAskedFirstNextTime() {
        remoting.peer(B, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 1));
        routes.put("u", RouteJson.route().master("a", "1:1", 1));
        RouteTable table = table(A, B);
        lookup(table, "t", SECOND).join();
        remoting.peer(A, good);
        lookup(table, "u", SECOND).join();

        assertThat(remoting.log()).containsExactly(B + " 105 t", B + " 105 u");
    }

    @Test
    void theFirstChoiceDecidesWhereToBegin() {
        remoting.peer(A, good).peer(B, good).peer(C, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 1));
        for (int choice : new int[] {-1, 0, 1, 2, Integer.MIN_VALUE}) {
            RouteConfig config = new RouteConfig(List.of(A, B, C), choice, SECOND, 10, ANONYMOUS);
            String source = lookup(table(config), "t", SECOND).join().source();
            assertThat(source).contains(List.of(A, B, C).get(Math.floorMod(choice, 3)));
        }
    }

    @Test
    @Row({"RTE-21", "ERR-09"})
    @Defect("K16")
    void aSecondNameServerIsAskedBeforeATopicIsBelievedMissing() {
        remoting.peer(A, request -> RouteJson.noTopic()).peer(B, good).peer(C, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 1));
        RouteTable table = table(A, B, C);

        assertThat(lookup(table, "t", SECOND).join().source()).contains(B);
        assertThatThrownBy(lookup(table, "unknown", SECOND)::join)
                .cause()
                .hasMessageContainingAll("TOPIC_NOT_EXIST (17) 'No topic route info", "create it", "autoCreateTopic")
                .hasMessageNotContaining("FAQ");
        assertThat(remoting.count(C, 105) + remoting.count(A, 105))
                .as("two witnesses are enough")
                .isEqualTo(2);
    }

    @Test
    void ifNobodyElseCanBeAskedOneNameServerIsBelieved() {
        remoting.peer(A, request -> RouteJson.noTopic());

        assertThatThrownBy(lookup(table(A, B), "t", SECOND)::join)
                .cause()
                .hasMessageContainingAll(A, B, "connection refused", "The topic does not exist");
    }

    @Test
    @Row("RTE-07")
    @Defect("K15")
    void sixtyFourConcurrentCallersShareOneRequest() throws InterruptedException {
        remoting.peer(A, request -> null);
        RouteTable table = table(A);
        List<CompletableFuture<PublishQueues>> results = new ArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> callers = IntStream.range(0, 64)
                .mapToObj(i -> new Thread(() -> {
                    awaitQuietly(go);
                    CompletableFuture<PublishQueues> result = lookup(table, "t", SECOND);
                    synchronized (results) {
                        results.add(result);
                    }
                }))
                .toList();
        callers.forEach(Thread::start);
        go.countDown();
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(remoting.count(A, 105)).isEqualTo(1);
        remoting.answerPending(A, RouteJson.route().master("a", "1:1", 1).answer());
        assertThat(results).hasSize(64).allMatch(result -> result.join() == table.known("t"));
    }

    @Test
    @Row("RTE-07")
    @Defect("K15")
    void eachWaiterHasItsOwnDeadline() {
        remoting.peer(A, request -> null);
        RouteTable table = table(A);
        CompletableFuture<PublishQueues> hurried = lookup(table, "t", Duration.ofMillis(200));
        CompletableFuture<PublishQueues> patient = lookup(table, "t", Duration.ofSeconds(10));

        timer.advance(Duration.ofMillis(200));
        assertThatThrownBy(hurried::join).cause().hasMessageContainingAll("after 200 ms", A, "time was up");
        assertThat(patient).isNotDone();
        assertThat(remoting.count(A, 105)).as("the patient one asks again").isEqualTo(2);
        remoting.answerPending(A, RouteJson.route().master("a", "1:1", 1).answer());
        assertThat(patient.join().queues()).hasSize(1);
        assertThat(timer.scheduled()).as("no timer is left behind").isZero();
    }

    @Test
    void aPatientCallerFailsAtItsDeadlineAndNotBefore() {
        remoting.peer(A, request -> null).peer(B, request -> null);
        CompletableFuture<PublishQueues> result = lookup(table(A, B), "t", Duration.ofSeconds(10));

        timer.advance(Duration.ofMillis(9_999));
        assertThat(result).isNotDone();
        timer.advance(Duration.ofMillis(1));
        assertThat(result).isCompletedExceptionally();
        assertThat(timer.scheduled()).isZero();
    }

    @Test
    void aDeadlineThatHasPassedFailsAtOnceWithoutARequest() {
        remoting.peer(A, good);

        assertThatThrownBy(lookup(table(A), "t", Duration.ZERO)::join).cause().hasMessageContaining("more time");
        assertThat(remoting.log()).isEmpty();
    }

    @Test
    @Row({"RTE-03", "RTE-04", "CFG-15"})
    void topicsAreCreatedOnDemandOnlyIfAskedFor() {
        remoting.peer(A, good);
        routes.put("TBW102", RouteJson.route().broker("a", "\"0\":\"1:1\"", 8, 7));
        RouteTable table = table(A);

        assertThatThrownBy(lookup(table, "new", SECOND)::join)
                .cause()
                .hasMessageContaining("switch on autoCreateTopic");
        assertThat(remoting.log()).doesNotContain(A + " 105 TBW102");

        PublishQueues queues = onDemand(table, "new", 4).join();
        assertThat(queues.topic()).isEqualTo("new");
        assertThat(queues.queues()).hasSize(4);
        assertThat(queues.source()).contains("TBW102");
        assertThat(changes).containsExactly("new [1:1]");
    }

    @Test
    @Row("RTE-04")
    void withoutACreatingBrokerOnDemandFailsWithTheRemedy() {
        remoting.peer(A, good);

        assertThatThrownBy(onDemand(table(A), "new", 4)::join)
                .cause()
                .hasMessageContainingAll("TBW102", "autoCreateTopicEnable=true");
    }

    @Test
    @Row("RTE-03")
    void anExistingTopicNeverTakesTheCreatorsRoute() {
        remoting.peer(A, good);
        routes.put("TBW102", RouteJson.route().master("a", "1:1", 8));
        routes.put("t", RouteJson.route().broker("b", "\"0\":\"2:2\"", 4, 4));

        assertThatThrownBy(onDemand(table(A), "t", 4)::join)
                .cause()
                .hasMessageContaining("none of its queues is writable");
    }

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

    private long asked(String topic) {
        return remoting.log().stream().filter((A + " 105 " + topic)::equals).count();
    }

    private RouteTable table(String... nameServers) {
        return table(new RouteConfig(List.of(nameServers), 0, Duration.ofSeconds(3), 1000, ANONYMOUS));
    }

    private RouteTable table(RouteConfig config) {
        return new RouteTable(
                config,
                remoting,
                time(),
                JsonBodies.ofContextClassLoader(),
                (topic, masters) -> changes.add(topic + " " + masters));
    }

    private TimeSource time() {
        return new TimeSource(ticker, () -> 0, timer);
    }

    private CompletableFuture<PublishQueues> lookup(RouteTable table, String topic, Duration timeout) {
        return table.lookup(topic, false, 4, Deadline.after(ticker, timeout)).toCompletableFuture();
    }

    private CompletableFuture<PublishQueues> onDemand(RouteTable table, String topic, int queues) {
        return table.lookup(topic, true, queues, Deadline.after(ticker, SECOND)).toCompletableFuture();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hears nothing. */
    private static final class Deaf implements ConnectionListener {
        @Override
        public void opened(Connection connection) {}

        @Override
        public void closed(Connection connection, String reason) {}

        @Override
        public void pushed(Connection connection, InboundFrame request) {}
    }
}
