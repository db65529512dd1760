package io.rocketjca.impl.transaction;

import io.rocketjca.impl.transaction.log.BranchId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** All branches that have not ended, and to which of them each unique key belongs. */
final class BranchTable {

    /** More transactions at a time than any server runs; a bound, not a target. */
    static final int MAX_BRANCHES = 10_000;

    private final Map<BranchId, Branch> branches = new ConcurrentHashMap<>();
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final LongAdder storedHalves = new LongAdder();

    /**
     * What a unique key stands for.
     *
     * @param branch whose it is
     * @param half the half message, or {@code null} while its attempt is under way
     */
    record Member(Branch branch, Half half) {}

    /** Adds a branch. */
    void add(Branch branch) throws BranchFailure {
        if (branches.size() >= MAX_BRANCHES) {
            throw new BranchFailure(
                    BranchFailure.Kind.LIMIT,
                    MAX_BRANCHES + " transactions are open already, in doubt or not: no more can begin");
        }
        if (branches.putIfAbsent(branch.id(), branch) != null) {
            throw new BranchFailure(BranchFailure.Kind.DUPLICATE, "There is a branch " + branch.id() + " already");
        }
        branch.halves().forEach(half -> members.put(half.uniqueKey(), new Member(branch, half)));
    }

    /** A branch that has not ended, or {@code null}. */
    Branch find(BranchId id) {
        return branches.get(id);
    }

    List<Branch> all(Predicate<Branch> wanted) {
        return branches.values().stream().filter(wanted).toList();
    }

    boolean isEmpty() {
        return branches.isEmpty();
    }

    /** An attempt begins. */
    void begins(String uniqueKey, Branch branch) {
        members.put(uniqueKey, new Member(branch, null));
    }

    /** An attempt was stored, and counts. */
    void stored(Half half, Branch branch) {
        storedHalves.increment();
        members.put(half.uniqueKey(), new Member(branch, half));
    }

    /** How many attempts were stored. */
    long storedHalves() {
        return storedHalves.sum();
    }

    /** An attempt counts no more. */
    void forget(String uniqueKey) {
        members.remove(uniqueKey);
    }

    /** Whose a unique key is, or {@code null} if it is nobody's. */
    Member member(String uniqueKey) {
        return members.get(uniqueKey);
    }

    /** Forgets a branch that has ended, with all its half messages. */
    void remove(Branch branch) {
        branches.remove(branch.id(), branch);
        branch.halves().forEach(half -> members.remove(half.uniqueKey()));
    }
}
