package io.rocketjca.impl.transaction.log;

import io.rocketjca.impl.transaction.log.BranchLogException.Kind;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches to the disk. After any failure the file is given up, because nobody knows what of it is on disk, and the next
 * batch begins with a fresh one, written from memory; so does a file that has grown. One thread at a time.
 */
final class BranchWriter {

    private static final Logger LOG = LoggerFactory.getLogger(BranchWriter.class);

    private static final int MOST_INTERRUPTS = 3;

    private final LogDirectory directory;
    private final LogFiles files;
    private final LogIdentity identity;
    private final LiveBranches live;
    private BranchFile file;
    private volatile boolean healthy;

    BranchWriter(LogDirectory directory, LogFiles files, LogContent content) {
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
    void write(BranchBatch batch) throws IOException {
        List<LiveBranches.Change> changes = live.apply(batch.records());
        try {
            writeUninterrupted(changes);
        } catch (IOException | RuntimeException | Error e) {
            live.undo(changes);
            throw e;
        }
    }

    /** The channel of a thread that is interrupted while it writes is closed; then this begins anew, and interrupts it later. */
    private void writeUninterrupted(List<LiveBranches.Change> changes) throws IOException {
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
    private boolean tryToWrite(List<LiveBranches.Change> changes, boolean last) throws IOException {
        try {
            if (file == null || file.size() > files.mostDeadBytes() + 2 * live.bytes()) {
                renew();
            } else {
                file.write(changes);
            }
            healthy = true;
            return true;
        } catch (IOException | RuntimeException | Error e) {
            giveUpFile();
            if (Thread.interrupted() && !last) {
                return false;
            }
            healthy = false;
            throw e;
        }
    }

    /** Writes all branches into a fresh file, which takes the place of the other. */
    void renew() throws IOException {
        long end = writeFresh();
        giveUpFile();
        directory.replace();
        file = BranchFile.open(files, directory.file(), end);
        healthy = true;
    }

    private long writeFresh() throws IOException {
        boolean written = false;
        try {
            long end = BranchFile.write(files, directory.newFile(), identity, live);
            written = true;
            return end;
        } finally {
            if (!written) {
                directory.dropNewFile();
            }
        }
    }

    /** The file is never read or written again, so that it does not matter what closing it says. */
    private void giveUpFile() {
        if (file != null) {
            BranchFile old = file;
            file = null;
            try {
                old.close();
            } catch (IOException e) {
                LOG.debug("cannot close a file of the branch log: directory={}", directory.path(), e);
            }
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
