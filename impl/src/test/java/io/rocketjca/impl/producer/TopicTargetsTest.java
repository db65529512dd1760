package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.route.PublishQueues;
import io.rocketjca.impl.route.RouteConfig;
import io.rocketjca.impl.time.ManualTicker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TopicTargetsTest {

    private final ScriptedRoutes routes = new ScriptedRoutes();
    private final QueueTemplates templates = new QueueTemplates(
            SendFixture.config(2), HeaderEncoding.JSON, new ScriptedRemoting(), new RequestSigner.Anonymous(), 310);
    private final long seed = System.nanoTime();
    private final TopicTargets targets = new TopicTargets(
            "t", templates, RoutingConfig.defaults(), new LatencyFaultTolerance(new ManualTicker()), new Random(seed));

    @Test
    @Row({"QSL-01", "QSL-08"})
    void firstAttemptsTakeTurnsOverAllQueues() {
        PublishQueues queues = routes.route("t", 4, "a", "b");

        Map<Object, Integer> counts = new HashMap<>();
        for (int i = 0; i < 80; i++) {
            counts.merge(targets.next(queues, SendFixture.message(), null).queue(), 1, Integer::sum);
        }

        assertThat(counts).as("seed %d", seed).hasSize(8).allSatisfy((queue, count) -> assertThat(count)
                .isEqualTo(10));
    }

    @Test
    @Row({"QSL-01", "RTE-11"})
    void theTurnOutlivesARefreshedRoute() {
        PublishQueues before = routes.route("t", 4, "a");
        int last = targets.next(before, SendFixture.message(), null).queue().queueId();
        PublishQueues after = routes.route("t", 4, "a");

        AttemptTarget next = targets.next(after, SendFixture.message(), null);

        assertThat(next.queue().queueId()).isEqualTo((last + 1) % 4);
        assertThat(next.queues()).isSameAs(after);
    }

    @Test
    @Row("QSL-01")
    void theTurnGoesOnWhereTheCounterWraps() {
        PublishQueues queues = routes.route("t", 3, "a");
        Random atItsEnd = new Random() {
            @Override
            public int nextInt() {
                return Integer.MAX_VALUE - 2;
            }
        };
        TopicTargets atTheEnd = new TopicTargets(
                "t", templates, RoutingConfig.defaults(), new LatencyFaultTolerance(new ManualTicker()), atItsEnd);

        Map<Object, Integer> counts = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            counts.merge(atTheEnd.next(queues, SendFixture.message(), null).queue(), 1, Integer::sum);
        }

        assertThat(counts).hasSize(3).allSatisfy((queue, count) -> assertThat(count)
                .isBetween(9, 11));
    }

    @Test
    @Row("QSL-02")
    @Defect("K37")
    void allThreadsShareOneTurn() throws Exception {
        PublishQueues queues = routes.route("t", 4, "a", "b");
        Map<Object, Integer> counts = new ConcurrentHashMap<>();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int t = 0; t < 5; t++) {
            threads.add(SendFixture.inThread(() -> {
                for (int i = 0; i < 16; i++) {
                    counts.merge(
                            targets.next(queues, SendFixture.message(), null).queue(), 1, Integer::sum);
                }
                return null;
            }));
        }
        for (CompletableFuture<Void> thread : threads) {
            thread.get(10, TimeUnit.SECONDS);
        }

        assertThat(counts).as("seed %d", seed).hasSize(8).allSatisfy((queue, count) -> assertThat(count)
                .isEqualTo(10));
    }

    @Test
    void oneQueueIsMadeReadyOnlyOncePerSnapshot() {
        PublishQueues queues = routes.route("t", 1, "a");

        assertThat(targets.next(queues, SendFixture.message(), null))
                .isSameAs(targets.next(queues, SendFixture.message(), null));
    }

    @RepeatedTest(20)
    @Row("QSL-03")
    void noQueueOfAnUntriedBrokerIsVisitedBeforeAllBrokersWere() {
        PublishQueues queues = routes.route("t", 3, "a", "b", "c", "d");
        SendTrail trail = new SendTrail(0);
        Map<String, Integer> visited = new HashMap<>();
        for (int attempt = 0; attempt < 4; attempt++) {
            AttemptTarget target = targets.next(queues, SendFixture.message(), trail);
            visited.merge(target.queue().brokerName(), 1, Integer::sum);
            trail.failed(target, 1, lost());
        }

        assertThat(visited).as("seed %d", seed).hasSize(4);
        AttemptTarget fifth = targets.next(queues, SendFixture.message(), trail);
        assertThat(trail.triedLast(fifth.queue().brokerName()))
                .as("seed %d", seed)
                .isFalse();
    }

    @Test
    @Row("QSL-03")
    void retriesSpreadOverAllQueuesOfTheOtherBrokers() {
        PublishQueues queues = routes.route("t", 4, "a", "b");
        SendTrail trail = new SendTrail(0);
        AttemptTarget first = targets.next(queues, SendFixture.message(), null);
        trail.failed(first, 1, lost());

        Map<Object, Integer> counts = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            counts.merge(targets.next(queues, SendFixture.message(), trail).queue(), 1, Integer::sum);
        }

        assertThat(counts).as("seed %d", seed).hasSize(4).allSatisfy((queue, count) -> assertThat(count)
                .isGreaterThan(150));
        assertThat(counts.keySet()).doesNotContain(first.queue());
    }

    @Test
    @Row({"QSL-03", "RTY-12"})
    void withASingleBrokerItIsTriedAgain() {
        PublishQueues queues = routes.route("t", 1, "a");
        SendTrail trail = new SendTrail(0);
        trail.failed(targets.next(queues, SendFixture.message(), null), 1, lost());

        assertThat(targets.next(queues, SendFixture.message(), trail).queue().brokerName())
                .isEqualTo("a");
    }

    @Test
    void theTableOfTopicsHasABound() {
        QueueSelector selector = selector();
        for (int i = 0; i < 2 * QueueSelector.MAX_TOPICS; i++) {
            selector.add("t" + i);
            assertThat(selector.size()).as("seed %d", seed).isLessThanOrEqualTo(QueueSelector.MAX_TOPICS);
        }

        assertThat(selector.size()).as("few are forgotten at once").isGreaterThan(QueueSelector.MAX_TOPICS * 3 / 4);
    }

    @Test
    void topicsInRotationStayReadyAsLongAsTheirRoutesAreKept() {
        QueueSelector selector = selector();
        List<TopicTargets> ready = new ArrayList<>();
        for (int i = 0; i < RouteConfig.DEFAULT_MAX_TOPICS; i++) {
            ready.add(selector.add("t" + i));
        }
        for (int i = 0; i < ready.size(); i++) {
            assertThat(selector.find("t" + i)).isSameAs(ready.get(i));
        }
    }

    private QueueSelector selector() {
        return new QueueSelector(
                templates, RoutingConfig.defaults(), new LatencyFaultTolerance(new ManualTicker()), new Random(seed));
    }

    private static AttemptFailure lost() {
        return new AttemptFailure.Unanswered(new CallFailure(CallFailure.Kind.CONNECTION_LOST, true, "lost", null));
    }
}
