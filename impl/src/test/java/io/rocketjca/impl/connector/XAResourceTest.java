package io.rocketjca.impl.connector;

import static javax.transaction.xa.XAException.XAER_DUPID;
import static javax.transaction.xa.XAException.XAER_INVAL;
import static javax.transaction.xa.XAException.XAER_NOTA;
import static javax.transaction.xa.XAException.XAER_PROTO;
import static javax.transaction.xa.XAException.XA_HEURCOM;
import static javax.transaction.xa.XAException.XA_HEURRB;
import static javax.transaction.xa.XAException.XA_RBROLLBACK;
import static javax.transaction.xa.XAResource.TMFAIL;
import static javax.transaction.xa.XAResource.TMJOIN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMRESUME;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static javax.transaction.xa.XAResource.XA_RDONLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.contract.Must;
import io.rocketjca.impl.transaction.TransactionOperations;
import io.rocketjca.impl.transaction.log.BranchId;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verb of XA, with every flag, in every state that a branch can be in. */
@Timeout(60)
class XAResourceTest {

    @TempDir
    static Path directory;

    private static TransactionsFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = TransactionsFixture.in(directory);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    /** What a branch can be, as the connection that began it sees it. */
    enum State {
        UNKNOWN,
        ACTIVE,
        IDLE,
        EMPTY,
        SUSPENDED,
        FAILED,
        PREPARED,
        COMMITTED,
        ROLLED_BACK,
        COMMITTED_BY_OPERATOR,
        ROLLED_BACK_BY_OPERATOR
    }

    /** In the order of the verbs; 0 is success. */
    private static Map<State, int[]> codes() {
        final int dup = XAER_DUPID;
        final int nota = XAER_NOTA;
        final int proto = XAER_PROTO;
        final int rolled = XA_RBROLLBACK;
        Map<State, int[]> codes = new EnumMap<>(State.class);
        //             START  JOIN   RESUME SUCC.  FAIL   SUSP.  PREP.  ALONE  COMMIT ROLLB. FORGET
        put(codes, State.UNKNOWN, 0, nota, proto, proto, proto, proto, nota, nota, nota, nota, nota);
        put(codes, State.ACTIVE, proto, proto, proto, 0, 0, 0, proto, proto, proto, 0, proto);
        put(codes, State.IDLE, dup, 0, proto, proto, proto, proto, 0, 0, proto, 0, proto);
        put(codes, State.EMPTY, dup, 0, proto, proto, proto, proto, XA_RDONLY, 0, proto, 0, proto);
        put(codes, State.SUSPENDED, dup, 0, 0, 0, 0, proto, 0, 0, proto, 0, proto);
        put(codes, State.FAILED, dup, 0, proto, proto, proto, proto, rolled, rolled, proto, 0, proto);
        put(codes, State.PREPARED, dup, proto, proto, proto, proto, proto, proto, proto, 0, 0, proto);
        put(codes, State.COMMITTED, dup, nota, proto, proto, proto, proto, nota, nota, 0, proto, nota);
        put(codes, State.ROLLED_BACK, dup, nota, proto, proto, proto, proto, nota, nota, rolled, 0, nota);
        operator(codes, State.COMMITTED_BY_OPERATOR, XA_HEURCOM);
        operator(codes, State.ROLLED_BACK_BY_OPERATOR, XA_HEURRB);
        return codes;
    }

    private static void operator(Map<State, int[]> codes, State state, int heuristic) {
        int proto = XAER_PROTO;
        int dup = XAER_DUPID;
        put(codes, state, dup, proto, proto, proto, proto, proto, heuristic, heuristic, heuristic, heuristic, 0);
    }

    private static void put(Map<State, int[]> codes, State state, int... ofVerbs) {
        codes.put(state, ofVerbs);
    }

    static Stream<Arguments> cases() {
        return codes().entrySet().stream().flatMap(entry -> Arrays.stream(XaVerb.values())
                .map(verb -> Arguments.of(entry.getKey(), verb, entry.getValue()[verb.ordinal()])));
    }

    @ParameterizedTest(name = "{1} of a branch that is {0}: {2}")
    @MethodSource("cases")
    @Must({"C4", "C8", "C9", "C10", "C14"})
    void eachVerbIsAnsweredAsItsStateDemands(State state, XaVerb verb, int expected) throws Exception {
        Xid xid = TransactionsFixture.xid();
        RocketMQManagedConnection connection = fixture.connection();
        XAResource resource = connection.getXAResource();
        bring(connection, xid, state);

        assertThat(verb.codeOf(resource, xid)).isEqualTo(expected);
        tidy(resource, xid);
    }

    private static void bring(RocketMQManagedConnection connection, Xid xid, State state) throws Exception {
        XAResource resource = connection.getXAResource();
        if (state == State.UNKNOWN) {
            return;
        }
        resource.start(xid, TMNOFLAGS);
        if (state != State.EMPTY) {
            ConnectorFixture.handle(connection).send(TransactionsFixture.text("one"));
        }
        switch (state) {
            case ACTIVE -> {}
            case SUSPENDED -> resource.end(xid, TMSUSPEND);
            case FAILED -> resource.end(xid, TMFAIL);
            default -> resource.end(xid, TMSUCCESS);
        }
        end(resource, xid, state);
    }

    private static void end(XAResource resource, Xid xid, State state) throws Exception {
        TransactionOperations operator = fixture.adapter.engine().transactions().operations();
        BranchId id = ((BranchXid) xid).id();
        switch (state) {
            case PREPARED -> resource.prepare(xid);
            case COMMITTED -> resource.commit(xid, true);
            case ROLLED_BACK -> resource.rollback(xid);
            case COMMITTED_BY_OPERATOR -> {
                resource.prepare(xid);
                operator.commit(id);
            }
            case ROLLED_BACK_BY_OPERATOR -> {
                resource.prepare(xid);
                operator.rollBack(id);
            }
            default -> {}
        }
    }

    private static void tidy(XAResource resource, Xid xid) {
        for (XaVerb verb : new XaVerb[] {XaVerb.SUCCEED, XaVerb.ROLLBACK, XaVerb.FORGET}) {
            verb.codeOf(resource, xid);
        }
    }

    @Test
    @Must({"C10", "C12"})
    void impossibleFlagsAndXidsAreInvalid() throws Exception {
        XAResource resource = fixture.connection().getXAResource();
        Xid xid = TransactionsFixture.xid();

        assertThat(codeOf(() -> resource.start(xid, TMFAIL))).isEqualTo(XAER_INVAL);
        assertThat(codeOf(() -> resource.end(xid, TMJOIN))).isEqualTo(XAER_INVAL);
        assertThat(codeOf(() -> resource.recover(TMFAIL))).isEqualTo(XAER_INVAL);
        assertThat(codeOf(() -> resource.start(null, TMNOFLAGS))).isEqualTo(XAER_INVAL);
        assertThat(codeOf(() -> resource.prepare(new LongXid(65)))).isEqualTo(XAER_INVAL);
        assertThat(codeOf(() -> resource.prepare(new LongXid(64)))).isEqualTo(XAER_NOTA);
        assertThat(codeOf(() -> resource.setTransactionTimeout(-1))).isEqualTo(XAER_INVAL);
    }

    @Test
    @Must({"C3", "C15"})
    void anyResourceOfTheAdapterIsTheSameManagerAndEndsAnyBranch() throws Exception {
        RocketMQManagedConnection one = fixture.connection();
        XAResource first = one.getXAResource();
        XAResource second = fixture.connection().getXAResource();
        assertThat(first.isSameRM(second)).isTrue();
        assertThat(first.isSameRM(null)).isFalse();
        assertThat(first).isNotInstanceOf(Serializable.class);
        Xid xid = TransactionsFixture.xid();
        bring(one, xid, State.IDLE);
        one.cleanup();
        one.destroy();

        assertThat(second.prepare(xid)).isEqualTo(XAResource.XA_OK);
        assertThat(second.recover(XAResource.TMSTARTRSCAN)).containsExactly(xid);
        assertThat(second.recover(XAResource.TMNOFLAGS)).isEmpty();
        assertThat(second.recover(XAResource.TMENDRSCAN)).isEmpty();
        second.rollback(xid);
        assertThat(second.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
                .isEmpty();
    }

    @Test
    @Must("C9")
    void aBranchIsSuspendedResumedAndJoinedByOthers() throws Exception {
        RocketMQManagedConnection one = fixture.connection();
        RocketMQManagedConnection two = fixture.connection();
        Xid xid = TransactionsFixture.xid();
        one.getXAResource().start(xid, TMNOFLAGS);
        ConnectorFixture.handle(one).send(TransactionsFixture.text("first"));
        one.getXAResource().end(xid, TMSUSPEND);
        ConnectorFixture.handle(one).send(TransactionsFixture.text("outside"));
        two.getXAResource().start(xid, TMJOIN);
        ConnectorFixture.handle(two).send(TransactionsFixture.text("joined"));
        two.getXAResource().end(xid, TMSUCCESS);
        one.getXAResource().start(xid, TMRESUME);
        ConnectorFixture.handle(one).send(TransactionsFixture.text("resumed"));
        assertThat(codeOf(() -> two.getXAResource().prepare(xid))).isEqualTo(XAER_PROTO);
        one.getXAResource().end(xid, TMSUCCESS);
        assertThat(fixture.visible()).contains("outside").doesNotContain("first", "joined", "resumed");

        two.getXAResource().commit(xid, true);

        assertThat(fixture.visible()).contains("first", "joined", "resumed");
    }

    private static int codeOf(XaCall call) throws Exception {
        try {
            call.run();
            return 0;
        } catch (XAException failure) {
            return failure.errorCode;
        }
    }

    private interface XaCall {
        void run() throws Exception;
    }

    private record LongXid(int bytes) implements Xid {

        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return new byte[bytes];
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[bytes];
        }
    }
}
