package io.rocketjca.impl.transaction;

import io.rocketjca.impl.transaction.log.BranchId;
import java.util.List;
import java.util.Objects;

/**
 * A branch that is not over, as operators see it.
 *
 * @param id names it in all operations
 * @param state how far it has come
 * @param sinceMillis when it began, in milliseconds since 1970; of an earlier run, when it came into its state
 * @param ageSeconds how long that is ago
 * @param topics the topics of its messages, each once, as on the wire
 * @param messages how many messages it has
 * @param clusters the name servers of the clusters that its messages were sent to, each once
 * @param reason in words, what it waits for
 */
public record BranchInDoubt(
        BranchId id,
        String state,
        long sinceMillis,
        long ageSeconds,
        List<String> topics,
        int messages,
        List<String> clusters,
        String reason) {

    static BranchInDoubt of(Branch branch, long nowMillis) {
        List<Half> halves = branch.halves();
        return new BranchInDoubt(
                branch.id(),
                branch.heuristic() == null
                        ? branch.state().name()
                        : branch.heuristic().name(),
                branch.sinceMillis(),
                branch.ageSeconds(nowMillis),
                halves.stream().map(Half::topic).distinct().toList(),
                halves.size(),
                halves.stream().map(Half::nameServers).distinct().toList(),
                reason(branch, halves));
    }

    private static String reason(Branch branch, List<Half> halves) {
        if (branch.heuristic() != null) {
            return switch (branch.heuristic()) {
                case HEURISTIC_COMMIT ->
                    "committed by an operator, "
                            + (unfinished(halves).isEmpty()
                                    ? "waits until its transaction manager forgets it"
                                    : brokers(halves));
                case HEURISTIC_ROLLBACK -> "rolled back by an operator, waits until its transaction manager forgets it";
                default ->
                    "committed, but some of it is lost or given up: " + brokers(halves)
                            + "; waits until its transaction manager or an operator forgets it";
            };
        }
        return switch (branch.state()) {
            case PREPARED ->
                branch.recovered()
                        ? "prepared by an earlier run, waits for its transaction manager to recover it"
                        : "prepared, waits for its transaction manager";
            case COMMITTING -> "committed, " + brokers(halves);
            default -> "being ended";
        };
    }

    private static List<Half> unfinished(List<Half> halves) {
        return halves.stream()
                .filter(half -> half.fate() != Half.Fate.COMMITTED)
                .toList();
    }

    /** The first broker with a problem stands for all. */
    private static String brokers(List<Half> halves) {
        List<Half> left = unfinished(halves);
        return left.stream()
                .filter(half -> half.trouble() != null)
                .findFirst()
                .map(half -> "broker " + half.coordinates().brokerName() + " does not confirm it: " + half.trouble())
                .orElseGet(() -> left.isEmpty()
                        ? "all brokers have confirmed it"
                        : "waits for broker "
                                + left.stream()
                                        .map(half -> half.coordinates().brokerName())
                                        .filter(Objects::nonNull)
                                        .findFirst()
                                        .orElse("?"));
    }
}
