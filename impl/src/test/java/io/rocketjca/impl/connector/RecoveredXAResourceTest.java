package io.rocketjca.impl.connector;

import static javax.transaction.xa.XAException.XAER_DUPID;
import static javax.transaction.xa.XAException.XAER_PROTO;
import static javax.transaction.xa.XAException.XA_HEURCOM;
import static javax.transaction.xa.XAException.XA_HEURHAZ;
import static javax.transaction.xa.XAException.XA_HEURRB;
import static javax.transaction.xa.XAException.XA_RBTIMEOUT;
import static javax.transaction.xa.XAResource.TMENDRSCAN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.client.TransactionRig;
import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.contract.Must;
import io.rocketjca.impl.transaction.LogOpener;
import io.rocketjca.impl.transaction.TransactionProbe;
import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.BranchState;
import io.rocketjca.impl.transaction.log.FileBranchLog;
import io.rocketjca.impl.transaction.log.LogIdentity;
import io.rocketjca.impl.transaction.log.LoggedBranch;
import io.rocketjca.impl.transaction.log.LoggedHalf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verb of XA, with every flag, on branches that an earlier run has left, and whose brokers are away. */
@Timeout(60)
class RecoveredXAResourceTest {

    private static final BranchId ID = BranchId.of(131077, new byte[] {0, -1, 7}, new byte[] {-128});
    private static final Xid XID = new BranchXid(ID);
    private static final String NOWHERE = "127.0.0.1:1";

    @TempDir
    private Path directory;

    private TransactionRig rig;
    private XAResource resource;

    @BeforeEach
    void start() {
        TransactionConfig config = TransactionConfig.defaults().loggingTo(directory);
        rig = new TransactionRig(config, new Left(directory), TransactionProbe.NONE);
        resource = new RocketMQXAResource(rig.engine(), new BranchBinding());
    }

    @AfterEach
    void stop() throws Exception {
        rig.stop();
    }

    /** In the order of the verbs; 0 is success. */
    private static Map<BranchState, int[]> codes() {
        int dup = XAER_DUPID;
        int proto = XAER_PROTO;
        Map<BranchState, int[]> codes = new EnumMap<>(BranchState.class);
        //                                          START JOIN   RESUME SUCC.  FAIL   SUSP.  PREP.  ALONE  COMM. ROLLB.
        // FORGET
        put(codes, BranchState.PREPARED, dup, proto, proto, proto, proto, proto, proto, proto, 0, 0, proto);
        put(codes, BranchState.COMMITTING, dup, proto, proto, proto, proto, proto, proto, proto, 0, proto, proto);
        ended(codes, BranchState.HEURISTIC_COMMIT, XA_HEURCOM);
        ended(codes, BranchState.HEURISTIC_ROLLBACK, XA_HEURRB);
        ended(codes, BranchState.HEURISTIC_HAZARD, XA_HEURHAZ);
        return codes;
    }

    private static void ended(Map<BranchState, int[]> codes, BranchState state, int code) {
        int proto = XAER_PROTO;
        put(codes, state, XAER_DUPID, proto, proto, proto, proto, proto, code, code, code, code, 0);
    }

    private static void put(Map<BranchState, int[]> codes, BranchState state, int... ofVerbs) {
        codes.put(state, ofVerbs);
    }

    static Stream<Arguments> cases() {
        return codes().entrySet().stream().flatMap(entry -> Arrays.stream(XaVerb.values())
                .map(verb -> Arguments.of(entry.getKey(), verb, entry.getValue()[verb.ordinal()])));
    }

    @ParameterizedTest(name = "{1} of a recovered branch that is {0}: {2}")
    @MethodSource("cases")
    @Must({"C4", "C8", "C9", "C10", "C14"})
    void eachVerbIsAnsweredAsItsStateDemands(BranchState state, XaVerb verb, int expected) throws Exception {
        left(state);
        rig.start();

        assertThat(verb.codeOf(resource, XID)).isEqualTo(expected);
    }

    /** A decided one is not: its transaction manager may have forgotten it, and would roll back what it does not know. */
    @ParameterizedTest
    @EnumSource(BranchState.class)
    @Must({"C3", "C15"})
    void whatIsPreparedOrWasEndedByAnOperatorIsListedAndWhatIsDecidedIsNot(BranchState state) throws Exception {
        left(state);
        rig.start();

        Xid[] expected = state == BranchState.COMMITTING ? new Xid[0] : new Xid[] {XID};
        assertThat(resource.recover(TMSTARTRSCAN)).containsExactly(expected);
        assertThat(resource.recover(TMSTARTRSCAN | TMENDRSCAN)).containsExactly(expected);
        assertThat(resource.recover(TMENDRSCAN)).isEmpty();
        assertThat(resource.recover(TMNOFLAGS)).isEmpty();
    }

    @Test
    void aRecoveredBranchThatItsTransactionManagerCommitsIsListedNoMore() throws Exception {
        left(BranchState.PREPARED);
        rig.start();

        resource.commit(XID, false);

        assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
        resource.commit(XID, false);
    }

    @Test
    @Must("C14")
    void aBranchPastItsTimeAnswersThatItIsRolledBackForThat() throws Exception {
        rig.start();
        assertThat(resource.setTransactionTimeout(10)).isTrue();
        resource.start(XID, TMNOFLAGS);
        resource.end(XID, TMSUSPEND);
        rig.pass(Duration.ofSeconds(42));

        assertThat(XaVerb.RESUME.codeOf(resource, XID)).isEqualTo(XA_RBTIMEOUT);
        assertThat(XaVerb.JOIN.codeOf(resource, XID)).isEqualTo(XA_RBTIMEOUT);
        assertThat(XaVerb.PREPARE.codeOf(resource, XID)).isEqualTo(XA_RBTIMEOUT);
        assertThat(XaVerb.COMMIT_ALONE.codeOf(resource, XID)).isEqualTo(XA_RBTIMEOUT);
        assertThat(XaVerb.COMMIT.codeOf(resource, XID)).isEqualTo(XA_RBTIMEOUT);
        assertThat(XaVerb.ROLLBACK.codeOf(resource, XID)).isZero();
        assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
    }

    /** Its thread hears of it when it ends the transaction. */
    @Test
    void aThreadThatWorksInABranchPastItsTimeMayLeaveIt() throws Exception {
        rig.start();
        resource.setTransactionTimeout(10);
        resource.start(XID, TMNOFLAGS);
        rig.pass(Duration.ofSeconds(42));

        resource.end(XID, TMSUCCESS);

        assertThat(XaVerb.PREPARE.codeOf(resource, XID)).isEqualTo(XA_RBTIMEOUT);
    }

    @Test
    void aBranchWithoutATimeIsNeverTooOld() throws XAException {
        rig.start();
        resource.start(XID, TMNOFLAGS);
        resource.end(XID, TMSUCCESS);

        rig.pass(Duration.ofHours(1));

        assertThat(resource.prepare(XID)).isEqualTo(XAResource.XA_RDONLY);
    }

    private void left(BranchState state) {
        try (BranchLog log = log(directory)) {
            log.force(new LoggedBranch(
                    ID, state, 5, List.of(new LoggedHalf(NOWHERE, "orders", "b", "KEY", 1, 2, 0, false))));
        }
    }

    private static BranchLog log(Path directory) {
        return FileBranchLog.open(directory, () -> new LogIdentity(1, "node", "group"));
    }

    /** The log of the earlier run. */
    private record Left(Path directory) implements LogOpener {

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public BranchLog open() {
            return log(directory);
        }
    }
}
