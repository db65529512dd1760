package io.rocketjca.bench.ours;

import java.nio.ByteBuffer;
import javax.transaction.xa.Xid;

/** The id of the only branch of a transaction with a number, as long as transaction managers make them. */
record BenchXid(long number) implements Xid {

    private static final int FORMAT = 0x42454e43;
    private static final int ID_BYTES = 32;

    @Override
    public int getFormatId() {
        return FORMAT;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return ByteBuffer.allocate(ID_BYTES).putLong(number).array();
    }

    @Override
    public byte[] getBranchQualifier() {
        return ByteBuffer.allocate(ID_BYTES).putLong(ID_BYTES - Long.BYTES, 1).array();
    }
}
