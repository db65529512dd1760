package io.rocketjca.impl.connector;

import static javax.transaction.xa.XAResource.TMFAIL;
import static javax.transaction.xa.XAResource.TMJOIN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMRESUME;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static org.assertj.core.api.Assertions.assertThat;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** What a transaction manager can ask a branch for, with every flag. */
enum XaVerb {
    START((xa, xid) -> start(xa, xid, TMNOFLAGS)),
    JOIN((xa, xid) -> start(xa, xid, TMJOIN)),
    RESUME((xa, xid) -> start(xa, xid, TMRESUME)),
    SUCCEED((xa, xid) -> end(xa, xid, TMSUCCESS)),
    FAIL((xa, xid) -> end(xa, xid, TMFAIL)),
    SUSPEND((xa, xid) -> end(xa, xid, TMSUSPEND)),
    PREPARE(XAResource::prepare),
    COMMIT_ALONE((xa, xid) -> commit(xa, xid, true)),
    COMMIT((xa, xid) -> commit(xa, xid, false)),
    ROLLBACK((xa, xid) -> {
        xa.rollback(xid);
        return 0;
    }),
    FORGET((xa, xid) -> {
        xa.forget(xid);
        return 0;
    });

    private final Call call;

    XaVerb(Call call) {
        this.call = call;
    }

    private static int start(XAResource xa, Xid xid, int flags) throws XAException {
        xa.start(xid, flags);
        return 0;
    }

    private static int end(XAResource xa, Xid xid, int flags) throws XAException {
        xa.end(xid, flags);
        return 0;
    }

    private static int commit(XAResource xa, Xid xid, boolean alone) throws XAException {
        xa.commit(xid, alone);
        return 0;
    }

    /** 0, the vote, or the code of the error, whose text says something. */
    int codeOf(XAResource xa, Xid xid) {
        try {
            return call.on(xa, xid);
        } catch (XAException failure) {
            assertThat(failure).hasMessageMatching("(?s).{10,}");
            return failure.errorCode;
        }
    }

    private interface Call {
        int on(XAResource xa, Xid xid) throws XAException;
    }
}
