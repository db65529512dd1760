package io.rocketjca.impl.transaction.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The form of what stands in the log: a version, the content, and a checksum over both, because the store beneath has none
 * for content. Throws {@link DamagedRecordException} for bytes that it did not write.
 */
final class LogRecords {

    static final byte VERSION = 1;

    private static final int CHECKSUM_BYTES = 4;
    private static final int TYPICAL_BYTES = 512;

    private LogRecords() {}

    static byte[] encode(LogIdentity identity) {
        return sealed(out -> {
            out.writeLong(identity.logId());
            text(out, identity.node());
            text(out, identity.producerGroup());
        });
    }

    static LogIdentity decodeIdentity(byte[] record) {
        return opened(record, in -> new LogIdentity(in.readLong(), text(in), text(in)));
    }

    static byte[] encode(LoggedBranch branch) {
        return sealed(out -> {
            out.writeInt(branch.id().formatId());
            bytes(out, branch.id().globalTransactionId());
            bytes(out, branch.id().branchQualifier());
            out.writeByte(branch.state().code());
            out.writeLong(branch.sinceMillis());
            out.writeInt(branch.halves().size());
            for (LoggedHalf half : branch.halves()) {
                write(out, half);
            }
        });
    }

    private static void write(DataOutputStream out, LoggedHalf half) throws IOException {
        text(out, half.nameServers());
        text(out, half.topic());
        text(out, half.brokerName());
        text(out, half.messageId());
        out.writeLong(half.commitLogOffset());
        out.writeLong(half.stateTableOffset());
        out.writeInt(half.queueId());
        out.writeBoolean(half.ordered());
    }

    static LoggedBranch decodeBranch(byte[] record) {
        return opened(record, in -> {
            BranchId id = BranchId.of(in.readInt(), bytes(in), bytes(in));
            BranchState state = BranchState.ofCode(in.readByte());
            long since = in.readLong();
            int count = in.readInt();
            List<LoggedHalf> halves = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                halves.add(readHalf(in));
            }
            return new LoggedBranch(id, state, since, halves);
        });
    }

    private static LoggedHalf readHalf(DataInputStream in) throws IOException {
        return new LoggedHalf(
                text(in), text(in), text(in), text(in), in.readLong(), in.readLong(), in.readInt(), in.readBoolean());
    }

    static byte[] encode(Tally tally) {
        return sealed(out -> {
            out.writeLong(tally.count());
            out.writeLong(tally.sum());
        });
    }

    static Tally decodeTally(byte[] record) {
        return opened(record, in -> new Tally(in.readLong(), in.readLong()));
    }

    /** The checksum that a record carries, as it stands there. */
    static int checksumOf(byte[] record) {
        return ByteBuffer.wrap(record).getInt(record.length - CHECKSUM_BYTES);
    }

    private static byte[] sealed(Writing content) {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(TYPICAL_BYTES);
        try {
            DataOutputStream out = new DataOutputStream(buffer);
            out.writeByte(VERSION);
            content.to(out);
            byte[] unsealed = buffer.toByteArray();
            out.writeInt(checksum(unsealed, unsealed.length));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return buffer.toByteArray();
    }

    private static <T> T opened(byte[] record, Reading<T> content) {
        int length = record.length - CHECKSUM_BYTES;
        if (length <= 0 || checksum(record, length) != checksumOf(record)) {
            throw new DamagedRecordException("a record does not match its checksum", null);
        }
        if (record[0] != VERSION) {
            throw new DamagedRecordException(
                    "a record has version " + record[0] + ", but this release reads version " + VERSION, null);
        }
        try {
            return content.from(new DataInputStream(new ByteArrayInputStream(record, 1, length - 1)));
        } catch (IOException | RuntimeException e) {
            throw new DamagedRecordException("a record cannot be read", e);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text of " + length + " bytes is longer than its record");
        }
        return in.readNBytes(length);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }
}
