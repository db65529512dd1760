package io.rocketjca.impl.transaction.log;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets callers that come at the same time share one write: the first writes, the others gather in the next batch, which one of
 * them writes. For any thread; the writer is never called by two at a time.
 */
final class GroupCommit {

    /** Brings a batch to the disk. */
    interface Writer {
        void write(BranchBatch batch) throws IOException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Writer writer;
    private BranchBatch filling = new BranchBatch(lock.newCondition());
    private BranchBatch writing = filling;
    private boolean busy;
    private boolean closed;

    GroupCommit(Writer writer) {
        this.writer = writer;
    }

    /**
     * Returns when the record is on disk.
     *
     * @return why it is not, or null
     * @throws BranchLogException if the log is closed
     */
    Throwable force(BranchId id, byte[] branch) {
        lock.lock();
        try {
            if (closed) {
                throw new BranchLogException(
                        BranchLogException.Kind.CLOSED,
                        "The branch log is closed, because the resource adapter was stopped; start it again.",
                        null);
            }
            BranchBatch mine = filling;
            mine.put(id, branch);
            while (!mine.isDone()) {
                if (busy) {
                    mine.awaitTurn();
                } else {
                    write();
                }
            }
            return mine.failure();
        } finally {
            lock.unlock();
        }
    }

    /** Has the branch removed with the next batch, unless nobody ever wrote it. */
    void forget(BranchId id, LiveBranches live) {
        lock.lock();
        try {
            if (!closed && (live.contains(id) || filling.contains(id) || writing.contains(id))) {
                filling.put(id, BranchBatch.FORGOTTEN);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is left; later forces fail. Returns false if it was closed before. */
    boolean close() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            while (busy || !filling.isEmpty()) {
                if (busy) {
                    idle.awaitUninterruptibly();
                } else {
                    write();
                }
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Lets threads that are about to force do so first: a sync for several costs what one for one does. */
    private void gather() {
        busy = true;
        lock.unlock();
        Thread.yield();
        lock.lock();
    }

    private void write() {
        gather();
        BranchBatch batch = filling;
        writing = batch;
        filling = new BranchBatch(lock.newCondition());
        Throwable failure = null;
        lock.unlock();
        try {
            writer.write(batch);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        } finally {
            lock.lock();
            busy = false;
        }
        batch.finish(failure);
        filling.giveTurn();
        idle.signalAll();
    }
}
