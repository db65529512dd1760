package io.rocketjca.itests.transactions;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** The database in a transaction, with points at which the application may die. */
final class ProbedDatabase implements XAResource {

    private final XAResource real;
    private final Traps traps;

    ProbedDatabase(XAResource real, Traps traps) {
        this.real = real;
        this.traps = traps;
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        int vote = real.prepare(xid);
        traps.reached("AFTER_DB_PREPARE");
        return vote;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        traps.reached("BEFORE_DB_COMMIT");
        real.commit(xid, onePhase);
        traps.reached("AFTER_DB_COMMIT");
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        traps.reached("BEFORE_DB_ROLLBACK");
        real.rollback(xid);
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        real.start(xid, flags);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        real.end(xid, flags);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        real.forget(xid);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        return real.recover(flag);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return other instanceof ProbedDatabase database && real.isSameRM(database.real);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return real.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return real.setTransactionTimeout(seconds);
    }
}
