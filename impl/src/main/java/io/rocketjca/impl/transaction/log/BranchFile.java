package io.rocketjca.impl.transaction.log;

import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;

/**
 * One file of the store, open for writing: each change is one version of it, appended and forced. Nothing in it is ever
 * overwritten, so that a crash can only harm its end. One thread at a time.
 */
final class BranchFile {

    /** The number under which the {@link LogIdentity} stands: before all branches. */
    static final long IDENTITY = 0;

    /** The number under which the {@link Tally} stands: after all branches, next to the newest, which come with it. */
    static final long TALLY = Long.MAX_VALUE;

    private static final String MAP = "branches";
    private static final int CACHE_MEBIBYTES = 4;

    private final MVStore store;
    private final MVMap<Long, byte[]> records;

    private BranchFile(MVStore store, MVMap<Long, byte[]> records) {
        this.store = store;
        this.records = records;
    }

    /** Opens a file that exists, or makes one. */
    static BranchFile open(String name) {
        MVStore store = storeOf(name).open();
        store.setReuseSpace(false);
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        return new BranchFile(store, mapOf(store));
    }

    /** A store without threads, which writes only when it is told to. */
    static MVStore.Builder storeOf(String name) {
        return new MVStore.Builder()
                .fileName(name)
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(CACHE_MEBIBYTES)
                .cacheConcurrency(1);
    }

    static MVMap<Long, byte[]> mapOf(MVStore store) {
        return store.openMap(
                MAP,
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(RecordType.INSTANCE));
    }

    /** Writes everything, and forces it. */
    void writeAll(LogIdentity identity, LiveBranches live) {
        records.put(IDENTITY, LogRecords.encode(identity));
        for (Map.Entry<Long, byte[]> each : live.records().entrySet()) {
            records.append(each.getKey(), each.getValue());
        }
        force(live.tally());
    }

    /** Writes these changes, and forces them. */
    void write(List<LiveBranches.Change> changes, Tally after) {
        for (LiveBranches.Change change : changes) {
            if (change.after() == null) {
                records.remove(change.number());
            } else {
                records.put(change.number(), change.after());
            }
        }
        force(after);
    }

    private void force(Tally tally) {
        records.put(TALLY, LogRecords.encode(tally));
        store.commit();
        store.sync();
    }

    long size() {
        return store.getFileStore().size();
    }

    /** Lets go of the file as it is, without writing. */
    void close() {
        store.closeImmediately();
    }
}
