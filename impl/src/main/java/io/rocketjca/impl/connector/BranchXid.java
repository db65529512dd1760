package io.rocketjca.impl.connector;

import io.rocketjca.impl.transaction.log.BranchId;
import javax.transaction.xa.Xid;

/** The id of a branch as transaction managers know it, byte for byte. */
record BranchXid(BranchId id) implements Xid {

    @Override
    public int getFormatId() {
        return id.formatId();
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return id.globalTransactionId();
    }

    @Override
    public byte[] getBranchQualifier() {
        return id.branchQualifier();
    }
}
