package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.route.PublishQueues;
import io.rocketjca.impl.time.ManualTicker;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where attempts go while brokers are slow or away: random clusters and faults, with time driven by hand. */
@Timeout(60)
class FaultAvoidanceTest {

    private static final Message MESSAGE = SendFixture.message();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final ManualTicker ticker = new ManualTicker();
    private final LatencyFaultTolerance faults = new LatencyFaultTolerance(ticker);
    private final boolean detecting = random.nextBoolean();
    private final TopicTargets targets = new TopicTargets(
            "t",
            new QueueTemplates(
                    SendFixture.config(2),
                    HeaderEncoding.JSON,
                    new ScriptedRemoting(),
                    new RequestSigner.Anonymous(),
                    310),
            new RoutingConfig(false, false, true, detecting, false),
            faults,
            random);
    private final List<String> brokers =
            IntStream.range(0, 2 + random.nextInt(6)).mapToObj(i -> "b" + i).toList();
    private final PublishQueues queues =
            new ScriptedRoutes().route("t", 1 + random.nextInt(8), brokers.toArray(new String[0]));

    @RepeatedTest(30)
    @Row("FLT-12")
    @Defect("K21")
    void asManyAttemptsVisitAsManyBrokersWhateverTheirCondition() {
        makeSomeBad();
        SendTrail trail = new SendTrail(0);
        Set<String> visited = new HashSet<>();
        for (int attempt = 0; attempt < brokers.size(); attempt++) {
            AttemptTarget target = targets.next(queues, MESSAGE, trail);
            visited.add(target.queue().brokerName());
            trail.failed(target, 1, lost());
        }

        assertThat(visited).as("seed %d", seed).hasSize(brokers.size());
    }

    @RepeatedTest(30)
    @Row({"QSL-04", "FLT-02", "FLT-09", "CFG-17"})
    @Defect("K21")
    void anAvoidedBrokerGetsNothingWhileOthersAreAvailableAndReturnsWhenItsTimeIsUp() {
        String bad = brokers.get(random.nextInt(brokers.size()));
        faults.of(bad).failed(false);

        assertThat(load(500)).as("seed %d", seed).doesNotContainKey(bad).hasSize(brokers.size() - 1);

        ticker.advance(Duration.ofSeconds(10));
        assertThat(load(brokers.size() * 8))
                .as("seed %d", seed)
                .containsKey(bad)
                .hasSize(brokers.size());
        assertThat(faults.doubtful()).as("seed %d", seed).isFalse();
    }

    @RepeatedTest(30)
    @Row({"FLT-02", "FLT-04"})
    @Defect("K21")
    void theLoadOfAnAvoidedBrokerIsSpreadEvenlyOverAllQueuesOfTheOthers() {
        faults.of(brokers.get(random.nextInt(brokers.size()))).failed(false);
        int eligible = queues.queues().size() / brokers.size() * (brokers.size() - 1);
        Map<Object, Integer> perQueue = new HashMap<>();
        for (int i = 0; i < eligible * 10; i++) {
            perQueue.merge(targets.next(queues, MESSAGE, null).queue(), 1, Integer::sum);
        }

        assertThat(perQueue).as("seed %d", seed).hasSize(eligible).allSatisfy((queue, count) -> assertThat(count)
                .isEqualTo(10));
    }

    @RepeatedTest(30)
    @Row({"FLT-03", "FLT-05"})
    @Defect("K21")
    void noQueueGetsMoreThanHalfOfTheLoadEvenIfAllBrokersAreBad() {
        brokers.forEach(broker -> {
            faults.of(broker).failed(detecting && random.nextBoolean());
            ticker.advance(Duration.ofMillis(random.nextInt(500)));
        });
        long reachable =
                brokers.stream().filter(broker -> faults.of(broker).reachable()).count();
        Map<Object, Integer> perQueue = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            perQueue.merge(targets.next(queues, MESSAGE, null).queue(), 1, Integer::sum);
        }

        boolean choice = reachable != 1 || queues.queues().size() > brokers.size();
        assertThat(perQueue.values()).as("seed %d", seed).allSatisfy(count -> assertThat(count)
                .isLessThanOrEqualTo(choice ? 500 : 1000));
    }

    @RepeatedTest(10)
    @Row({"FLT-03", "FLT-10"})
    void ofBrokersThatAreAllAvoidedThoseThatReturnFirstShareTheLoad() {
        brokers.forEach(broker -> {
            faults.of(broker).failed(false);
            ticker.advance(Duration.ofMillis(1 + random.nextInt(500)));
        });

        assertThat(load(200))
                .as("seed %d", seed)
                .containsOnlyKeys(brokers.subList(0, Math.max(2, (brokers.size() + 1) / 2)));
    }

    @RepeatedTest(10)
    @Row({"FLT-05", "FLT-12"})
    @Defect("K21")
    void noBrokerStarvesHoweverTheFaultsFall() {
        Set<String> flaky = new HashSet<>();
        Map<String, Integer> sinceServed = new HashMap<>();
        for (int second = 0; second < 600; second++) {
            ticker.advance(Duration.ofSeconds(1));
            brokers.forEach(broker -> sinceServed.merge(broker, 1, Integer::sum));
            for (int i = 0; i < queues.queues().size() * 2; i++) {
                AttemptTarget target = targets.next(queues, MESSAGE, null);
                String broker = target.queue().brokerName();
                sinceServed.put(broker, 0);
                if (random.nextInt(40) == 0) {
                    flaky.add(broker);
                    target.condition().failed(detecting && random.nextBoolean());
                } else {
                    target.condition().answered(random.nextInt(700) * 1_000_000L);
                }
            }
            assertThat(sinceServed.values()).as("seed %d", seed).allSatisfy(seconds -> assertThat(seconds)
                    .isLessThanOrEqualTo(72));
        }
        assertThat(flaky).as("seed %d: there were faults", seed).isNotEmpty();
    }

    @Test
    @Row({"QSL-04", "FLT-01", "CFG-17"})
    void withoutTheSwitchFaultsChangeNothing() {
        TopicTargets plain = new TopicTargets(
                "t",
                new QueueTemplates(
                        SendFixture.config(2),
                        HeaderEncoding.JSON,
                        new ScriptedRemoting(),
                        new RequestSigner.Anonymous(),
                        310),
                RoutingConfig.defaults(),
                faults,
                random);
        faults.of("b0").failed(true);
        int withFault = 0;
        for (int i = 0; i < queues.queues().size(); i++) {
            AttemptTarget target = plain.next(queues, MESSAGE, null);
            withFault += target.queue().brokerName().equals("b0") ? 1 : 0;
            assertThat(target.condition()).isNull();
        }

        assertThat(withFault).isEqualTo(queues.queues().size() / brokers.size());
    }

    private void makeSomeBad() {
        brokers.forEach(broker -> {
            if (random.nextBoolean()) {
                faults.of(broker).failed(detecting && random.nextBoolean());
            }
        });
    }

    private Map<String, Integer> load(int sends) {
        Map<String, Integer> perBroker = new HashMap<>();
        for (int i = 0; i < sends; i++) {
            perBroker.merge(targets.next(queues, MESSAGE, null).queue().brokerName(), 1, Integer::sum);
        }
        return perBroker;
    }

    private static AttemptFailure lost() {
        return new AttemptFailure.Unanswered(new CallFailure(CallFailure.Kind.CONNECTION_LOST, true, "lost", null));
    }
}
