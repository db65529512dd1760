package io.rocketjca.impl.connector;

import io.rocketjca.impl.transaction.Branch;
import io.rocketjca.impl.transaction.BranchFailure;
import io.rocketjca.impl.transaction.TransactionEngine;
import io.rocketjca.impl.transaction.log.BranchId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * The verbs of XA for one managed connection. It knows only in which branch the connection works; everything else is in the
 * engine, so that any of these can finish any branch. Not serializable: transaction managers would write it into their logs.
 */
final class RocketMQXAResource implements XAResource {

    private static final Xid[] NONE = {};

    private final TransactionEngine engine;
    private final BranchBinding binding;
    private final Set<BranchId> suspended = ConcurrentHashMap.newKeySet();
    private volatile int timeoutSeconds;

    RocketMQXAResource(TransactionEngine engine, BranchBinding binding) {
        this.engine = engine;
        this.binding = binding;
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        BranchId id = id(xid);
        if (binding.branch() != null) {
            throw error(
                    XAException.XAER_PROTO,
                    "The connection works in branch " + binding.branch().id() + " already");
        }
        switch (flags) {
            case TMNOFLAGS -> binding.bind(begun(id));
            case TMJOIN -> binding.bind(joined(id));
            case TMRESUME -> {
                if (!suspended.remove(id)) {
                    throw error(XAException.XAER_PROTO, "The branch " + id + " was not suspended by this connection");
                }
                binding.bind(joined(id));
            }
            default -> throw flags("start", flags);
        }
    }

    private Branch begun(BranchId id) throws XAException {
        try {
            Branch branch = engine.begin(id);
            if (timeoutSeconds > 0) {
                engine.expireAfter(branch, timeoutSeconds);
            }
            return branch;
        } catch (BranchFailure failure) {
            throw error(failure);
        }
    }

    private Branch joined(BranchId id) throws XAException {
        try {
            return engine.join(id);
        } catch (BranchFailure failure) {
            throw error(failure);
        }
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        BranchId id = id(xid);
        if (flags != TMSUCCESS && flags != TMFAIL && flags != TMSUSPEND) {
            throw flags("end", flags);
        }
        Branch branch = binding.branch();
        if (branch == null || !branch.id().equals(id)) {
            endSuspended(id, flags);
            return;
        }
        if (flags == TMFAIL) {
            engine.failed(branch);
        } else if (flags == TMSUSPEND) {
            suspended.add(id);
        }
        binding.unbind();
        engine.leave(branch);
    }

    /** A suspended branch may end without having been resumed. */
    private void endSuspended(BranchId id, int flags) throws XAException {
        if (flags == TMSUSPEND || !suspended.remove(id)) {
            throw error(XAException.XAER_PROTO, "The connection does not work in branch " + id);
        }
        if (flags == TMFAIL) {
            try {
                engine.failed(engine.find(id));
            } catch (BranchFailure failure) {
                throw error(failure);
            }
        }
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        try {
            return engine.prepare(id(xid)) ? XA_OK : XA_RDONLY;
        } catch (BranchFailure failure) {
            throw error(failure);
        }
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        try {
            if (onePhase) {
                engine.commitOnePhase(id(xid));
            } else {
                engine.commit(id(xid));
            }
        } catch (BranchFailure failure) {
            throw error(failure);
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        try {
            engine.rollBack(id(xid));
        } catch (BranchFailure failure) {
            throw error(failure);
        }
    }

    @Override
    public void forget(Xid xid) throws XAException {
        try {
            engine.forget(id(xid));
        } catch (BranchFailure failure) {
            throw error(failure);
        }
    }

    /** All of them at once, when a scan starts. */
    @Override
    public Xid[] recover(int flags) throws XAException {
        if ((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
            throw flags("recover", flags);
        }
        if ((flags & TMSTARTRSCAN) == 0) {
            return NONE.clone();
        }
        try {
            return engine.recover().stream().map(BranchXid::new).toArray(Xid[]::new);
        } catch (BranchFailure failure) {
            throw error(failure);
        }
    }

    /** One engine is one resource manager, whatever the factory or cluster. */
    @Override
    public boolean isSameRM(XAResource other) {
        return other instanceof RocketMQXAResource that && that.engine == engine;
    }

    @Override
    public int getTransactionTimeout() {
        return timeoutSeconds;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        if (seconds < 0) {
            throw error(XAException.XAER_INVAL, "A transaction timeout of " + seconds + " s is impossible");
        }
        timeoutSeconds = seconds;
        return true;
    }

    /** The connection goes back to its pool. */
    void reset() {
        suspended.clear();
        timeoutSeconds = 0;
    }

    private static BranchId id(Xid xid) throws XAException {
        if (xid == null) {
            throw error(XAException.XAER_INVAL, "The Xid is null");
        }
        try {
            return BranchId.of(xid.getFormatId(), xid.getGlobalTransactionId(), xid.getBranchQualifier());
        } catch (IllegalArgumentException e) {
            throw error(XAException.XAER_INVAL, e.getMessage());
        }
    }

    private static XAException flags(String verb, int flags) {
        return error(XAException.XAER_INVAL, verb + " has no flags " + Integer.toHexString(flags));
    }

    private static XAException error(BranchFailure failure) {
        int code =
                switch (failure.kind()) {
                    case UNKNOWN -> XAException.XAER_NOTA;
                    case DUPLICATE -> XAException.XAER_DUPID;
                    case PROTOCOL -> XAException.XAER_PROTO;
                    case LIMIT -> XAException.XAER_RMERR;
                    case ROLLED_BACK -> XAException.XA_RBROLLBACK;
                    case TIMED_OUT -> XAException.XA_RBTIMEOUT;
                    case LOG_FAILED -> XAException.XAER_RMFAIL;
                    case HEURISTIC_COMMIT -> XAException.XA_HEURCOM;
                    case HEURISTIC_ROLLBACK -> XAException.XA_HEURRB;
                    case HEURISTIC_HAZARD -> XAException.XA_HEURHAZ;
                };
        XAException error = error(code, failure.getMessage());
        error.initCause(failure);
        return error;
    }

    private static XAException error(int code, String message) {
        XAException error = new XAException(message);
        error.errorCode = code;
        return error;
    }
}
