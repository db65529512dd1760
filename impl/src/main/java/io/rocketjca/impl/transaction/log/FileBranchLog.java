package io.rocketjca.impl.transaction.log;

import io.rocketjca.impl.transaction.log.BranchLogException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The branch log on the local disk: a directory with one file, written by the threads that force, several at a time if several come
 * together. No thread of its own; whatever was not forced is written by the next force or by close.
 */
public final class FileBranchLog implements BranchLog {

    private static final Logger LOG = LoggerFactory.getLogger(FileBranchLog.class);

    private final LogIdentity identity;
    private final List<LoggedBranch> found;
    private final BranchWriter writer;
    private final GroupCommit commits;

    private FileBranchLog(LogContent content, BranchWriter writer) {
        this.identity = content.identity();
        this.found = content.records().values().stream()
                .map(LogRecords::decodeBranch)
                .toList();
        this.writer = writer;
        this.commits = new GroupCommit(writer::write);
    }

    /**
     * Opens the log in a directory, which is made if there is none. Takes the directory until the log is closed.
     *
     * @param ifNew asked for who writes the log if there is none yet
     * @throws BranchLogException if another adapter has it, the file cannot be read, or a new one cannot be written. A file that
     *     can only be read opens all the same; it is then not {@link #healthy}.
     */
    public static FileBranchLog open(Path directory, Supplier<LogIdentity> ifNew) {
        return open(directory, ifNew, LogFiles.DEFAULT);
    }

    static FileBranchLog open(Path path, Supplier<LogIdentity> ifNew, LogFiles files) {
        LogDirectory directory = LogDirectory.take(path);
        try {
            boolean isNew = !Files.exists(directory.file());
            LogContent content = isNew ? new LogContent(ifNew.get(), new TreeMap<>()) : LogReader.read(directory);
            BranchWriter writer = new BranchWriter(directory, files, content);
            begin(writer, directory, isNew);
            return new FileBranchLog(content, writer);
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private static void begin(BranchWriter writer, LogDirectory directory, boolean isNew) {
        try {
            writer.renew();
        } catch (IOException | RuntimeException e) {
            if (isNew) {
                throw new BranchLogException(
                        Kind.DISK,
                        "Cannot write a branch log in " + directory.path() + " (" + e
                                + "); make room, or name a directory that this server may write.",
                        e);
            }
            LOG.warn("branch log can be read, but not written: directory={}", directory.path(), e);
        }
    }

    @Override
    public LogIdentity identity() {
        return identity;
    }

    @Override
    public List<LoggedBranch> replay() {
        return found;
    }

    @Override
    public void force(LoggedBranch branch) {
        Throwable failure = commits.force(branch.id(), LogRecords.encode(branch));
        if (failure != null) {
            throw writer.notWritten(branch.id(), failure);
        }
    }

    @Override
    public void forget(BranchId id) {
        commits.forget(id, writer.live());
    }

    @Override
    public boolean healthy() {
        return writer.healthy();
    }

    @Override
    public void close() {
        if (commits.close()) {
            writer.close();
        }
    }
}
