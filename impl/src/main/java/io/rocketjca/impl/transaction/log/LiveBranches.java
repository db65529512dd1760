package io.rocketjca.impl.transaction.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The branches that must be in the file, in memory: from here a fresh file can be written at any time. One thread at a time,
 * but for {@link #contains}.
 */
final class LiveBranches {

    private final Map<BranchId, Long> numbers = new ConcurrentHashMap<>();
    private final NavigableMap<Long, byte[]> records = new TreeMap<>();
    private long bytes;
    private long lastNumber = BranchFile.IDENTITY;

    LiveBranches(NavigableMap<Long, byte[]> found) {
        found.forEach((number, branch) -> {
            numbers.put(LogRecords.decodeBranch(branch).id(), number);
            replace(number, null, branch);
        });
        lastNumber = found.isEmpty() ? lastNumber : found.lastKey();
    }

    boolean contains(BranchId id) {
        return numbers.containsKey(id);
    }

    NavigableMap<Long, byte[]> records() {
        return records;
    }

    /** How large all records are. */
    long bytes() {
        return bytes;
    }

    /** Takes over what a batch says: a new record for each id, or none where it is forgotten. */
    List<Change> apply(Map<BranchId, byte[]> batch) {
        List<Change> changes = new ArrayList<>(batch.size());
        batch.forEach((id, after) -> {
            Long known = numbers.get(id);
            if (known != null || after != BranchBatch.FORGOTTEN) {
                long number = known == null ? ++lastNumber : known;
                changes.add(apply(
                        new Change(id, number, records.get(number), after == BranchBatch.FORGOTTEN ? null : after)));
            }
        });
        return changes;
    }

    /** Takes back what could not be written. What was forgotten stays so. */
    void undo(List<Change> changes) {
        for (Change change : changes) {
            if (change.after != null) {
                apply(new Change(change.id, change.number, change.after, change.before));
            }
        }
    }

    private Change apply(Change change) {
        if (change.after == null) {
            numbers.remove(change.id);
        } else {
            numbers.put(change.id, change.number);
        }
        replace(change.number, change.before, change.after);
        return change;
    }

    private void replace(long number, byte[] before, byte[] after) {
        if (before != null) {
            bytes -= before.length;
            records.remove(number);
        }
        if (after != null) {
            bytes += after.length;
            records.put(number, after);
        }
    }

    /**
     * The change of one branch.
     *
     * @param number under which its record stands
     * @param before null if there was none
     * @param after null if there is none any more
     */
    record Change(BranchId id, long number, byte[] before, byte[] after) {}
}
