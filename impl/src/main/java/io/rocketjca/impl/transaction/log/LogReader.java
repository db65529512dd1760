package io.rocketjca.impl.transaction.log;

import io.rocketjca.impl.transaction.log.BranchLogException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file of a log that nobody has open, without changing it: the newest version, or the one before if a crash has left
 * the newest unfinished. Refuses a file that is damaged in any other way, rather than to go back further.
 */
final class LogReader {

    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);

    private final LogDirectory directory;
    private final Path file;

    private LogReader(LogDirectory directory) {
        this.directory = directory;
        this.file = directory.file();
    }

    /**
     * What stands in the log.
     *
     * @throws BranchLogException if it cannot be read
     */
    static LogContent read(LogDirectory directory) {
        return new LogReader(directory).read();
    }

    private LogContent read() {
        try {
            FileVersions versions = FileVersions.of(file);
            if (versions.newest() == FileVersions.NONE) {
                throw unreadable("nothing in it is whole", null);
            }
            return read(versions);
        } catch (IOException e) {
            throw unreadable(e.toString(), e);
        }
    }

    private LogContent read(FileVersions versions) throws IOException {
        LogContent content;
        try {
            content = readNotBefore(versions.newest() - 1, file);
        } catch (DamagedRecordException damaged) {
            content = readWithoutNewest(versions, damaged);
        }
        long unfinished = Files.size(file) - versions.newestEnd();
        if (unfinished > 0) {
            LOG.warn("branch log ends in an unfinished write, which is left out: file={} bytes={}", file, unfinished);
        }
        return content;
    }

    /** As nothing is overwritten, the file without its newest version is the file as it was before. */
    private LogContent readWithoutNewest(FileVersions versions, DamagedRecordException damaged) throws IOException {
        try {
            Path before = directory.newFile();
            copyUpTo(versions.newestStart(), before);
            LogContent content = readNotBefore(versions.newest() - 1, before);
            LOG.warn(
                    "branch log ends in a damaged write, which is left out: file={} version={}",
                    file,
                    versions.newest());
            return content;
        } catch (DamagedRecordException stillDamaged) {
            stillDamaged.addSuppressed(damaged);
            throw unreadable(stillDamaged.getMessage(), stillDamaged);
        } finally {
            directory.dropNewFile();
        }
    }

    private void copyUpTo(long end, Path copy) throws IOException {
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            for (long at = 0; at < end; ) {
                at += from.transferTo(at, end - at, to);
            }
        }
    }

    private LogContent readNotBefore(long oldest, Path path) {
        MVStore store = null;
        try {
            store = BranchFile.storeOf(path.toString()).readOnly().open();
            if (store.getCurrentVersion() < oldest) {
                throw new DamagedRecordException(
                        "of versions up to " + (oldest + 1) + " only " + store.getCurrentVersion() + " is whole", null);
            }
            return content(BranchFile.mapOf(store));
        } catch (DamagedRecordException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // A page that is not what it was can lead the store anywhere.
            throw new DamagedRecordException("the store cannot read it", e);
        } finally {
            if (store != null) {
                store.closeImmediately();
            }
        }
    }

    private static LogContent content(MVMap<Long, byte[]> map) {
        NavigableMap<Long, byte[]> records = new TreeMap<>();
        map.cursor(null).forEachRemaining(number -> records.put(number, map.get(number)));
        byte[] identity = records.remove(BranchFile.IDENTITY);
        byte[] tally = records.remove(BranchFile.TALLY);
        if (identity == null || tally == null) {
            throw new DamagedRecordException("its first or its last record is missing", null);
        }
        if (!LogRecords.decodeTally(tally).equals(Tally.of(records.values()))) {
            throw new DamagedRecordException("not all records are there", null);
        }
        records.values().forEach(LogRecords::decodeBranch);
        return new LogContent(LogRecords.decodeIdentity(identity), records);
    }

    private BranchLogException unreadable(String why, Throwable cause) {
        return new BranchLogException(
                Kind.UNREADABLE,
                "The branch log " + file + " cannot be read: " + why
                        + ". Restore the file as it was; or, to give up the branches in doubt, move it away and start"
                        + " again: a new log then begins, and half messages of the old one stay uncommitted.",
                cause);
    }
}
