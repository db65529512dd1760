package io.rocketjca.impl.transaction;

import io.rocketjca.impl.time.TimeSource;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The brokers that hold half messages of transactions that go on. One that was restarted learns only from a new connection whom
 * it can ask, and a transaction that waits for its decision sends nothing that would open one.
 */
final class AskingBrokers {

    /** How long a transaction goes on before its brokers are looked after: one that is younger has just sent. */
    static final Duration YOUNG = Duration.ofSeconds(1);

    private final BranchTable branches;
    private final Clusters clusters;
    private final TimeSource time;

    AskingBrokers(BranchTable branches, Clusters clusters, TimeSource time) {
        this.branches = branches;
        this.clusters = clusters;
        this.time = time;
    }

    /** Connects to those that are not connected; returns at once. */
    void connect() {
        long young = time.wallClock().millis() - YOUNG.toMillis();
        Set<Place> done = new HashSet<>();
        branches.all(branch -> branch.sinceMillis() <= young && branch.undecided()).stream()
                .flatMap(branch -> branch.halves().stream())
                .filter(half -> done.add(
                        new Place(half.nameServers(), half.coordinates().brokerName())))
                .forEach(half -> clusters.of(half)
                        .connect(half.topic(), half.coordinates().brokerName()));
    }

    private record Place(String cluster, String broker) {}
}
