package io.rocketjca.impl.transaction.log;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How the store holds a record: its length and its bytes. A length beyond the page is damage, not a reason to take the memory. */
final class RecordType extends BasicDataType<byte[]> {

    static final RecordType INSTANCE = new RecordType();

    private RecordType() {}

    @Override
    public int getMemory(byte[] record) {
        return record.length;
    }

    @Override
    public void write(WriteBuffer buffer, byte[] record) {
        buffer.putVarInt(record.length).put(record);
    }

    @Override
    public byte[] read(ByteBuffer buffer) {
        int length = DataUtils.readVarInt(buffer);
        if (length < 0 || length > buffer.remaining()) {
            throw new DamagedRecordException("a record of " + length + " bytes is longer than its page", null);
        }
        byte[] record = new byte[length];
        buffer.get(record);
        return record;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }
}
