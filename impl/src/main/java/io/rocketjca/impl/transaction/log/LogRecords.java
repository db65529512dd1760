package io.rocketjca.impl.transaction.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The form of the records in a {@link LogFrame}, which has their checksum. Throws {@link DamagedRecordException} for bytes that it
 * did not write.
 */
final class LogRecords {

    private static final int TYPICAL_BYTES = 512;

    private LogRecords() {}

    static byte[] encode(LogIdentity identity) {
        return written(out -> {
            out.writeLong(identity.logId());
            text(out, identity.node());
            text(out, identity.producerGroup());
        });
    }

    static LogIdentity decodeIdentity(byte[] record) {
        return read(record, in -> new LogIdentity(in.readLong(), text(in), text(in)));
    }

    static byte[] encode(LoggedBranch branch) {
        return written(out -> {
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
        return read(record, in -> {
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

    private static byte[] written(Writing content) {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(TYPICAL_BYTES);
        try {
            content.to(new DataOutputStream(buffer));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return buffer.toByteArray();
    }

    private static <T> T read(byte[] record, Reading<T> content) {
        try {
            ByteArrayInputStream bytes = new ByteArrayInputStream(record);
            T read = content.from(new DataInputStream(bytes));
            if (bytes.available() > 0) {
                throw new IOException(bytes.available() + " bytes are left");
            }
            return read;
        } catch (IOException | RuntimeException e) {
            throw new DamagedRecordException("a record cannot be read", e);
        }
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
