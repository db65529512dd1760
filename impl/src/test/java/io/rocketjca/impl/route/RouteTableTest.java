package io.rocketjca.impl.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a lookup finds, who shares it, and how long it waits. */
class RouteTableTest extends RouteTableFixture {

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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
