package io.rocketjca.impl.transaction.log;

import io.rocketjca.impl.transaction.log.BranchLogException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file of a log that nobody has open, without changing it: all writes up to the last one, which a crash may have left
 * unfinished. Refuses a file that is damaged in any other way, rather than to leave out more.
 */
final class LogReader {

    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);

    private final Path path;
    private final ByteBuffer file;
    private final NavigableMap<Long, byte[]> records = new TreeMap<>();

    private LogReader(Path path, ByteBuffer file) {
        this.path = path;
        this.file = file;
    }

    /**
     * What stands in the log.
     *
     * @throws BranchLogException if it cannot be read
     */
    static LogContent read(LogDirectory directory) {
        Path path = directory.file();
        try {
            return new LogReader(path, ByteBuffer.wrap(Files.readAllBytes(path))).read();
        } catch (IOException e) {
            throw unreadable(path, e.toString(), e);
        } catch (DamagedRecordException e) {
            throw unreadable(path, e.getMessage(), e);
        }
    }

    private LogContent read() {
        int end = readFrames();
        byte[] identity = records.remove(BranchFile.IDENTITY);
        if (identity == null) {
            throw new DamagedRecordException("nothing in it is whole", null);
        }
        tellUnfinished(end);
        records.values().forEach(LogRecords::decodeBranch);
        return new LogContent(LogRecords.decodeIdentity(identity), records);
    }

    /** Takes over one write after the other, and says in which sector there is none. */
    private int readFrames() {
        int at = 0;
        long number = 0;
        for (int end = readFrame(at, number); end >= 0; end = readFrame(at, number)) {
            at = (int) Math.min(LogFrame.nextSector(end), file.limit());
            number++;
        }
        refuseWritesAfter(at, number);
        return at;
    }

    private int readFrame(int at, long number) {
        return LogFrame.read(file, at, number, (record, key) -> {
            if (record == null) {
                records.remove(key);
            } else {
                records.put(key, record);
            }
        });
    }

    /** A write that others followed was on disk once: it was acknowledged, and what is missing of it is not a crash's work. */
    private void refuseWritesAfter(int start, long missing) {
        for (int at = start; at < file.limit(); at += LogFrame.SECTOR_BYTES) {
            if (LogFrame.beginsAfter(file, at, missing)) {
                throw new DamagedRecordException(
                        "the write at byte " + start + " is damaged, and there are others after it", null);
            }
        }
    }

    private void tellUnfinished(int start) {
        for (int at = start; at < file.limit(); at++) {
            if (file.get(at) != 0) {
                LOG.warn("branch log ends in an unfinished write, which is left out: file={} from={}", path, start);
                return;
            }
        }
    }

    private static BranchLogException unreadable(Path path, String why, Throwable cause) {
        return new BranchLogException(
                Kind.UNREADABLE,
                "The branch log " + path + " cannot be read: " + why
                        + ". Restore the file as it was; or, to give up the branches in doubt, move it away and start"
                        + " again: a new log then begins, and half messages of the old one stay uncommitted.",
                cause);
    }
}
