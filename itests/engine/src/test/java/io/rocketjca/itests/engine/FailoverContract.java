package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.QueryFailedException;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.itests.engine.Traffic.Sent;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQCluster;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.fixture.SendFault;
import io.rocketjca.itests.fixture.StoredMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two brokers, of which one is killed under load and comes back on another port; and the name server, which does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FailoverContract {

    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int ROUTE_POLL_MILLIS = 2_000;
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final List<String> BROKERS = List.of("broker-a", "broker-b");
    private static final int HELD_UP = 8;
    private static final double SHARE_AFTER_REFRESH = 0.98;

    private final int rounds = Integer.getInteger("failover.rounds", 3);
    private final RocketMQVersion version;
    private final Totals totals = new Totals();

    FailoverContract(RocketMQVersion version) {
        this.version = version;
    }

    /** What all rounds together have seen. */
    private static final class Totals {
        private long sent;
        private long acknowledged;
        private long stored;
        private long uncertain;
        private long found;
        private long lost;
        private long overdue;
        private long repeated;
    }

    @Test
    void nothingAcknowledgedIsLostWhenBrokersDieUnderLoad() throws Exception {
        try (RocketMQCluster cluster = RocketMQCluster.start(version);
                StandaloneAdapter adapter = new StandaloneAdapter(
                        cluster.nameServers(), settings -> settings.setRoutePollIntervalMillis(ROUTE_POLL_MILLIS))) {
            BROKERS.forEach(cluster::broker);
            for (int round = 0; round < rounds; round++) {
                round(cluster, adapter, round);
            }
        } finally {
            System.out.printf(
                    "failover rounds=%d sent=%d acknowledged=%d stored=%d uncertain=%d lost=%d overdue=%d"
                            + " found=%d version=%s%n",
                    rounds,
                    totals.sent,
                    totals.acknowledged,
                    totals.stored,
                    totals.uncertain,
                    totals.lost,
                    totals.overdue,
                    totals.found,
                    version.number());
        }
        assertThat(totals.repeated)
                .as("a death that nobody notices proves nothing")
                .isPositive();
        assertThat(totals.found)
                .as("uncertain messages that were stored, of %d uncertain ones", totals.uncertain)
                .isPositive()
                .isLessThan(totals.uncertain);
        assertThat(totals.lost).as("acknowledged, but not stored").isZero();
        assertThat(totals.overdue).as("calls that ended too late").isZero();
    }

    private void round(RocketMQCluster cluster, StandaloneAdapter adapter, int round) throws Exception {
        String topic = "failover-" + round;
        String victim = BROKERS.get(round % BROKERS.size());
        cluster.createTopic(topic, 4);
        try (RocketMQConnection connection = adapter.connect(factory -> factory.setSendTimeoutMillis(TIMEOUT_MILLIS));
                RocketMQConnection hasty = adapter.connect(factory -> {
                    factory.setSendTimeoutMillis(TIMEOUT_MILLIS);
                    factory.setRetries(0);
                })) {
            Traffic traffic = new Traffic(connection, hasty, topic).start();
            long beforeDeath;
            long afterDeath;
            try {
                RocketMQ.patiently().until(() -> traffic.acknowledged() >= 1_000 && fromAll(traffic));
                holdUp(cluster, victim);
                beforeDeath = System.nanoTime();
                cluster.kill(victim);
                afterDeath = System.nanoTime();
                askAboutTheDead(connection, topic, victim, traffic);
                cluster.startAgain(victim);
                RocketMQ.patiently().until(() -> traffic.acknowledgedBy(victim, afterDeath));
            } finally {
                traffic.end(Duration.ofMillis(TIMEOUT_MILLIS).plus(Duration.ofSeconds(10)));
            }
            judge(traffic, beforeDeath, afterDeath);
            Set<String> stored = compare(traffic, cluster.read(topic));
            settle(connection, topic, traffic, stored);
        }
    }

    /** Has the broker store some messages without answering, and take others without even storing them. */
    private static void holdUp(RocketMQCluster cluster, String victim) {
        cluster.inject(victim, SendFault.storeButSilent().times(HELD_UP));
        RocketMQ.patiently().until(() -> cluster.requestsSinceFault(victim) >= HELD_UP);
        cluster.inject(victim, SendFault.silent());
        RocketMQ.patiently().until(() -> cluster.requestsSinceFault(victim) >= HELD_UP);
    }

    /** While the broker is away that may hold a message, nobody can say whether it is stored. */
    private static void askAboutTheDead(RocketMQConnection connection, String topic, String victim, Traffic traffic) {
        Sent uncertain = RocketMQ.patiently()
                .until(() -> traffic.sent().stream().filter(Sent::uncertain).findFirst(), Optional::isPresent)
                .orElseThrow();
        assertThatThrownBy(() -> connection.find(topic, uncertain.uncertainId()))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("broker " + victim);
    }

    /** Every uncertain message is found if it is stored, and only then. */
    private void settle(RocketMQConnection connection, String topic, Traffic traffic, Set<String> stored) {
        traffic.sent().stream().filter(Sent::uncertain).map(Sent::uncertainId).forEach(id -> {
            boolean there = stored.contains(id);
            assertThat(RocketMQ.patiently()
                            .until(() -> connection.find(topic, id).isPresent(), found -> found || !there))
                    .as("message %s, which ended uncertain, is found", id)
                    .isEqualTo(there);
            totals.found += there ? 1 : 0;
        });
    }

    private static boolean fromAll(Traffic traffic) {
        return BROKERS.stream().allMatch(broker -> traffic.sent().stream()
                .anyMatch(
                        one -> one.acknowledged() && one.receipt().brokerName().equals(broker)));
    }

    private void judge(Traffic traffic, long beforeDeath, long afterDeath) {
        Duration longest = Duration.ofMillis(TIMEOUT_MILLIS).plus(GRACE).plus(traffic.longestPause());
        totals.overdue += traffic.sent().stream()
                .filter(one -> one.took().compareTo(longest) > 0)
                .count();
        // a busy machine tells the client a moment later; what it writes until then is in flight as well
        long noticed = afterDeath + GRACE.plus(traffic.longestPause()).toNanos();
        List<Sent> uncertain = traffic.sent().stream().filter(Sent::uncertain).toList();
        assertThat(uncertain).as("uncertain ones were in flight").allMatch(one -> one.overlaps(beforeDeath, noticed));
        totals.uncertain += uncertain.size();

        long refreshed = afterDeath + Duration.ofMillis(ROUTE_POLL_MILLIS).toNanos();
        List<Sent> later = traffic.sent().stream()
                .filter(one -> one.startNanos() - refreshed > 0)
                .toList();
        long good = later.stream().filter(Sent::acknowledged).count();
        assertThat(later).as("sends after the first refresh").isNotEmpty();
        assertThat((double) good / later.size())
                .as("share of sends acknowledged after the first refresh, of %d", later.size())
                .isGreaterThanOrEqualTo(SHARE_AFTER_REFRESH);
    }

    /** Returns the ids of all messages that are stored. */
    private Set<String> compare(Traffic traffic, List<StoredMessage> read) {
        Set<String> stored = new HashSet<>();
        read.forEach(message -> stored.add(message.messageId()));
        Set<String> promised = new HashSet<>();
        traffic.sent().stream()
                .filter(Sent::acknowledged)
                .forEach(one -> promised.add(one.receipt().messageId()));
        totals.repeated += traffic.sent().stream()
                .filter(one -> one.acknowledged() && one.receipt().attempts() > 1)
                .count();
        totals.sent += traffic.sent().size();
        totals.acknowledged += promised.size();
        totals.stored += stored.size();
        totals.lost += promised.stream().filter(id -> !stored.contains(id)).count();
        Set<String> bodies = new HashSet<>();
        read.forEach(message -> bodies.add(message.text()));
        assertThat(traffic.sent().stream()
                        .filter(one -> !one.acknowledged() && !one.uncertain())
                        .map(Sent::body)
                        .filter(bodies::contains))
                .as("said to be not sent, but stored")
                .isEmpty();
        return stored;
    }

    @Test
    void theLossOfAllNameServersFailsNoSend() throws Exception {
        try (RocketMQCluster cluster = RocketMQCluster.start(version);
                StandaloneAdapter adapter = new StandaloneAdapter(
                        cluster.nameServers(), settings -> settings.setRoutePollIntervalMillis(500))) {
            BROKERS.forEach(cluster::broker);
            cluster.createTopic("nameless", 4);
            try (RocketMQConnection connection = adapter.connect()) {
                Traffic traffic = new Traffic(connection, connection, "nameless").start();
                long gone;
                try {
                    RocketMQ.patiently().until(() -> traffic.acknowledged() >= 500 && fromAll(traffic));
                    cluster.killNameServer();
                    gone = System.nanoTime();
                    // time enough for several refreshes that find no name server
                    RocketMQ.patiently().until(() -> traffic.sent().stream()
                            .anyMatch(one -> one.startNanos() - gone
                                    > Duration.ofSeconds(4).toNanos()));
                } finally {
                    traffic.end(Duration.ofSeconds(15));
                }
                assertThat(traffic.sent()).allMatch(Sent::acknowledged);
                System.out.printf(
                        "name server loss: sent=%d acknowledged=%d version=%s%n",
                        traffic.sent().size(), traffic.acknowledged(), version.number());
            }
        }
    }
}
