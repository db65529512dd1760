package io.rocketjca.impl.protocol.response;

import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.ProtocolException;
import io.rocketjca.impl.protocol.SysFlags;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the messages that a broker hands out, one after the other in one body. */
public final class StoredRecordDecoder {

    /** Brokers hand out 64 at the most (maxMsgsNumBatch); a larger number is not what was asked for. */
    static final int MAX_RECORDS = 1024;

    private static final int MAGIC_V1 = 0xDAA320A7;

    /** With a topic of two length bytes. */
    private static final int MAGIC_V2 = 0xDAA320AB;

    private static final int IPV4_HOST_BYTES = 4 + Integer.BYTES;
    private static final int IPV6_HOST_BYTES = 16 + Integer.BYTES;

    private StoredRecordDecoder() {}

    /**
     * Reads a whole body.
     *
     * @throws ProtocolException if it is broken
     */
    public static List<StoredRecord> decode(byte[] body) {
        List<StoredRecord> records = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(body);
        while (in.hasRemaining()) {
            if (records.size() == MAX_RECORDS) {
                throw new ProtocolException("The broker handed out more than " + MAX_RECORDS + " messages");
            }
            records.add(next(in));
        }
        return records;
    }

    private static StoredRecord next(ByteBuffer in) {
        try {
            int size = in.getInt(in.position());
            ByteBuffer record = in.slice(in.position(), Math.max(size, Integer.BYTES));
            in.position(in.position() + record.limit());
            return read(record);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new ProtocolException("A stored message is cut off, or its lengths do not fit together", e);
        }
    }

    private static StoredRecord read(ByteBuffer in) {
        skip(in, 4); // size
        int magic = in.getInt();
        if (magic != MAGIC_V1 && magic != MAGIC_V2) {
            throw new ProtocolException("A stored message begins with the unknown number " + magic);
        }
        skip(in, 4); // CRC
        int queueId = in.getInt();
        skip(in, 4); // the application's flag
        long queueOffset = in.getLong();
        long commitLogOffset = in.getLong();
        int sysFlag = in.getInt();
        long bornMillis = in.getLong();
        skip(in, hostBytes(sysFlag, SysFlags.BORN_HOST_IPV6));
        long storeMillis = in.getLong();
        skip(in, hostBytes(sysFlag, SysFlags.STORE_HOST_IPV6));
        skip(in, 4 + 8); // deliveries, prepared transaction
        byte[] body = bytes(in, in.getInt());
        String topic = text(in, magic == MAGIC_V1 ? in.get() & 0xFF : in.getShort() & 0xFFFF);
        String properties = text(in, in.getShort() & 0xFFFF);
        return new StoredRecord(
                topic,
                queueId,
                queueOffset,
                commitLogOffset,
                sysFlag,
                bornMillis,
                storeMillis,
                body,
                MessageProperties.decode(properties));
    }

    private static int hostBytes(int sysFlag, int ipv6) {
        return (sysFlag & ipv6) == 0 ? IPV4_HOST_BYTES : IPV6_HOST_BYTES;
    }

    private static void skip(ByteBuffer in, int bytes) {
        in.position(in.position() + bytes);
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        if (count < 0 || count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer in, int count) {
        return new String(bytes(in, count), StandardCharsets.UTF_8);
    }
}
