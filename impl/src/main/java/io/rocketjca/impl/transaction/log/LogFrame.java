package io.rocketjca.impl.transaction.log;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.function.ObjLongConsumer;
import java.util.zip.CRC32C;

/**
 * The form of one write to a file of the log: a head with its number in the file, the records that change, and a checksum over all
 * of that. Each begins in a sector of its own, so that a write never touches a sector of an earlier one.
 *
 * <p>Head: three bytes {@code RJL}, the version of the form (1), the length of the content (4), the number of the write (8), the
 * checksum of version, length, number and content (4). Content, for each record: its number (8), its length (4; -1 if the record is
 * no more) and its bytes. Numbers are big-endian.
 */
final class LogFrame {

    /** What a disk writes whole or not at all. */
    static final int SECTOR_BYTES = 512;

    static final byte VERSION = 1;

    private static final int NAME = ('R' << 16) + ('J' << 8) + 'L';
    private static final int VERSION_BITS = 8;
    private static final int HEAD_BYTES = 20;
    private static final int LENGTH_AT = 4;
    private static final int NUMBER_AT = 8;
    private static final int CHECKSUM_AT = 16;
    private static final int RECORD_HEAD_BYTES = 12;
    private static final int NO_MORE = -1;

    private LogFrame() {}

    /** How many bytes a write of these records has. */
    static int bytes(Collection<LiveBranches.Change> changes) {
        int bytes = HEAD_BYTES;
        for (LiveBranches.Change each : changes) {
            bytes = Math.addExact(bytes, RECORD_HEAD_BYTES + (each.after() == null ? 0 : each.after().length));
        }
        return bytes;
    }

    /** The first sector that a write which ends here leaves alone. */
    static long nextSector(long end) {
        return (end + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
    }

    /** Writes a whole frame from the buffer's beginning; it is ready to be read then. */
    static void write(ByteBuffer buffer, long number, Collection<LiveBranches.Change> changes) {
        buffer.clear();
        buffer.putInt(NAME << VERSION_BITS | VERSION).putInt(bytes(changes) - HEAD_BYTES);
        buffer.putLong(number).putInt(0);
        for (LiveBranches.Change each : changes) {
            byte[] record = each.after();
            buffer.putLong(each.number()).putInt(record == null ? NO_MORE : record.length);
            if (record != null) {
                buffer.put(record);
            }
        }
        buffer.flip();
        buffer.putInt(CHECKSUM_AT, checksum(buffer, 0, buffer.limit()));
    }

    /**
     * Reads the frame that begins here, if it is whole and the one with this number.
     *
     * @param records gets each record, or null where it is no more, with its number
     * @return where the frame ends, or -1
     * @throws DamagedRecordException if it is whole, and yet not in this form
     */
    static int read(ByteBuffer file, int at, long number, ObjLongConsumer<byte[]> records) {
        if (!begins(file, at) || file.getLong(at + NUMBER_AT) != number) {
            return -1;
        }
        int length = file.getInt(at + LENGTH_AT);
        int start = at + HEAD_BYTES;
        if (length < 0 || length > file.limit() - start) {
            return -1;
        }
        int end = start + length;
        if (checksum(file, at, end) != file.getInt(at + CHECKSUM_AT)) {
            return -1;
        }
        readRecords(file, at, end, records);
        return end;
    }

    private static void readRecords(ByteBuffer file, int at, int end, ObjLongConsumer<byte[]> records) {
        byte version = file.get(at + Integer.BYTES - 1);
        if (version != VERSION) {
            throw new DamagedRecordException(
                    "it has version " + version + ", but this release reads version " + VERSION, null);
        }
        ByteBuffer content = file.slice(at + HEAD_BYTES, end - at - HEAD_BYTES);
        while (content.hasRemaining()) {
            long number = content.getLong();
            int length = content.getInt();
            byte[] record = length == NO_MORE ? null : new byte[length];
            if (record != null) {
                content.get(record);
            }
            records.accept(record, number);
        }
    }

    /** Whether a frame with a higher number begins here, whole or not: then the one with this number was finished once. */
    static boolean beginsAfter(ByteBuffer file, int at, long number) {
        return begins(file, at) && file.getLong(at + NUMBER_AT) > number;
    }

    private static boolean begins(ByteBuffer file, int at) {
        return file.limit() - at >= HEAD_BYTES && file.getInt(at) >>> VERSION_BITS == NAME;
    }

    /** Of everything in the frame but the name and the checksum itself. */
    private static int checksum(ByteBuffer file, int at, int end) {
        CRC32C checksum = new CRC32C();
        checksum.update(file.slice(at + Integer.BYTES - 1, CHECKSUM_AT - Integer.BYTES + 1));
        checksum.update(file.slice(at + HEAD_BYTES, end - at - HEAD_BYTES));
        return (int) checksum.getValue();
    }
}
