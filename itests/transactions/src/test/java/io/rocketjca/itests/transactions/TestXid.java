package io.rocketjca.itests.transactions;

import java.nio.charset.StandardCharsets;
import javax.transaction.xa.Xid;

/** The id of a branch, without a transaction manager. */
record TestXid(int formatId, String transaction, String branch) implements Xid {

    static TestXid of(Xid xid) {
        return new TestXid(
                xid.getFormatId(),
                new String(xid.getGlobalTransactionId(), StandardCharsets.ISO_8859_1),
                new String(xid.getBranchQualifier(), StandardCharsets.ISO_8859_1));
    }

    @Override
    public int getFormatId() {
        return formatId;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return transaction.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public byte[] getBranchQualifier() {
        return branch.getBytes(StandardCharsets.ISO_8859_1);
    }
}
