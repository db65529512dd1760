package io.rocketjca.impl.transaction.log;

import io.rocketjca.impl.transaction.log.BranchLogException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Brings batches to the disk. After any failure the file is given up, because nobody knows what of it is on disk, and the next
 * batch begins with a fresh one, written from memory; so does a file that has grown. One thread at a time.
 */
final class BranchWriter {

    /** A file that has grown by so much, and to thrice its branches, is written anew. */
    static final long MOST_DEAD_BYTES = 8L << 20;

    private static final int MOST_INTERRUPTS = 3;

    private final LogDirectory directory;
    private final StoreFiles files;
    private final LogIdentity identity;
    private final LiveBranches live;
    private BranchFile file;
    private volatile boolean healthy;

    BranchWriter(LogDirectory directory, StoreFiles files, LogContent content) {
        this.directory = directory;
        this.files = files;
        this.identity = content.identity();
        this.live = new LiveBranches(content.records());
    }

    LiveBranches live() {
        return live;
    }

    /** Whether the last write succeeded. For any thread. */
    boolean healthy() {
        return healthy;
    }

    /** Writes a batch; or throws, having forgotten it again. */
    void write(BranchBatch batch) {
        List<LiveBranches.Change> changes = live.apply(batch.records());
        try {
            writeUninterrupted(changes);
        } catch (RuntimeException | Error e) {
            live.undo(changes);
            throw e;
        }
    }

    /** The channel of a thread that is interrupted while it writes is closed; then this begins anew, and interrupts it later. */
    private void writeUninterrupted(List<LiveBranches.Change> changes) {
        boolean interrupted = Thread.interrupted();
        try {
            for (int interrupts = 0; !tryToWrite(changes, interrupts == MOST_INTERRUPTS); interrupts++) {
                interrupted = true;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns false if only an interrupt was in the way. */
    private boolean tryToWrite(List<LiveBranches.Change> changes, boolean last) {
        try {
            if (file == null || file.size() > files.mostDeadBytes() + 2 * live.bytes()) {
                renew();
            } else {
                file.write(changes, live.tally());
            }
            healthy = true;
            return true;
        } catch (RuntimeException | Error e) {
            giveUpFile();
            if (Thread.interrupted() && !last) {
                return false;
            }
            healthy = false;
            throw e;
        }
    }

    /** Writes all branches into a fresh file, which takes the place of the other. */
    void renew() {
        try {
            writeFresh();
            giveUpFile();
            directory.replace();
            file = BranchFile.open(files.nameOf(directory.file()));
            healthy = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeFresh() throws IOException {
        BranchFile fresh = null;
        boolean written = false;
        try {
            fresh = BranchFile.open(files.nameOf(directory.newFile()));
            fresh.writeAll(identity, live);
            written = true;
        } finally {
            if (fresh != null) {
                fresh.close();
            }
            if (!written) {
                directory.dropNewFile();
            }
        }
    }

    private void giveUpFile() {
        if (file != null) {
            BranchFile old = file;
            file = null;
            old.close();
        }
    }

    /** What the caller of a failed force is told. */
    BranchLogException notWritten(BranchId id, Throwable cause) {
        return new BranchLogException(
                Kind.DISK,
                "Cannot force branch " + id + " to the branch log in " + directory.path() + " (" + rootOf(cause)
                        + "); make room or mend the disk: the next force tries again, with a fresh file.",
                cause);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Lets go of the file and the directory. */
    void close() {
        healthy = false;
        giveUpFile();
        directory.close();
    }
}
