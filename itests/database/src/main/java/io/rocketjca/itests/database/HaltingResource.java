package io.rocketjca.itests.database;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A resource that may halt the JVM around its prepare and its commit. */
final class HaltingResource implements XAResource {

    private final XAResource resource;
    private final Halt halt;

    HaltingResource(XAResource resource, Halt halt) {
        this.resource = resource;
        this.halt = halt;
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        int vote = resource.prepare(xid);
        halt.reached("afterPrepare");
        return vote;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        halt.reached("beforeCommit");
        try {
            resource.commit(xid, onePhase);
        } catch (XAException e) {
            throw withCode(e);
        }
        halt.reached("afterCommit");
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        resource.start(xid, flags);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        resource.end(xid, flags);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        try {
            resource.rollback(xid);
        } catch (XAException e) {
            throw withCode(e);
        }
    }

    /** H2 tells no code if it does not know a branch, which not every transaction manager understands. */
    private static XAException withCode(XAException failure) {
        if (failure.errorCode != 0) {
            return failure;
        }
        XAException told = new XAException(XAException.XAER_NOTA);
        told.initCause(failure);
        return told;
    }

    @Override
    public void forget(Xid xid) throws XAException {
        resource.forget(xid);
    }

    @Override
    public Xid[] recover(int flags) throws XAException {
        return resource.recover(flags);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return other instanceof HaltingResource that && resource.isSameRM(that.resource);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return resource.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return resource.setTransactionTimeout(seconds);
    }
}
