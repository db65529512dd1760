package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeNameServer;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.fake.RecordedLog;
import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchState;
import io.rocketjca.impl.transaction.log.FileBranchLog;
import io.rocketjca.impl.transaction.log.LogIdentity;
import io.rocketjca.impl.transaction.log.LoggedBranch;
import io.rocketjca.impl.transaction.log.LoggedHalf;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Operators see branches in doubt through JMX, and end them in the place of a transaction manager that does not come back. */
@Timeout(120)
class ManagedTransactionsTest {

    private static final int END = 37;
    private static final String COMMIT = "8";
    private static final String ROLLBACK = "12";
    private static final BranchId BRANCH = BranchId.of(4711, new byte[] {1, 2, 3}, new byte[] {9});
    private static final Xid XID = new BranchXid(BRANCH);
    private static final MBeanServer JMX_SERVER = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    Path directory;

    private final FakeBroker broker = FakeBroker.start().on(END, request -> FakeReply.success());
    private final FakeNameServer nameServer = FakeNameServer.start().route("orders", "b", broker.address(), 4);
    private RocketMQResourceAdapter adapter;
    private XAResource manager;
    private TransactionsMXBean bean;

    @BeforeEach
    void start() throws Exception {
        adapter = new RocketMQResourceAdapter();
        adapter.setAdapterName("managed");
        adapter.setNameServers(nameServer.address());
        adapter.setTransactionLogDirectory(directory.resolve("log").toString());
        adapter.setCommitTimeoutMillis(2_000);
        adapter.setDrainTimeoutMillis(0);
        adapter.start(null);
        manager = connection().getXAResource();
        bean = JMX.newMXBeanProxy(JMX_SERVER, name(), TransactionsMXBean.class);
    }

    @AfterEach
    void stop() {
        adapter.stop();
        broker.close();
        nameServer.close();
    }

    private static ObjectName name() throws Exception {
        return new ObjectName("io.rocketjca:type=Transactions,adapter=managed");
    }

    private RocketMQManagedConnection connection() throws Exception {
        RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
        factory.setResourceAdapter(adapter);
        return (RocketMQManagedConnection) factory.createManagedConnection(null, null);
    }

    /** Sends two messages in a branch, and lets it vote. */
    private void prepare() throws Exception {
        RocketMQManagedConnection connection = connection();
        XAResource resource = connection.getXAResource();
        resource.start(XID, XAResource.TMNOFLAGS);
        try (RocketMQConnection handle =
                (RocketMQConnection) connection.getConnection(null, RocketMQConnectionRequestInfo.AS_CONFIGURED)) {
            handle.send(Message.of("orders", new byte[] {1}));
            handle.send(Message.of("orders", new byte[] {2}));
        }
        resource.end(XID, XAResource.TMSUCCESS);
        assertThat(resource.prepare(XID)).isEqualTo(XAResource.XA_OK);
    }

    @Test
    void aPreparedBranchIsListedWithAllThatAnOperatorNeeds() throws Exception {
        Instant before = Instant.now().minusSeconds(5);
        prepare();

        CompositeData[] listed = (CompositeData[]) JMX_SERVER.getAttribute(name(), "InDoubt");

        assertThat(listed).hasSize(1);
        assertThat(listed[0].get("id")).isEqualTo("4711:010203:09");
        assertThat(listed[0].get("state")).isEqualTo("PREPARED");
        assertThat((java.util.Date) listed[0].get("since")).isAfter(before);
        assertThat((Long) listed[0].get("ageSeconds")).isNotNegative();
        assertThat((String[]) listed[0].get("topics")).containsExactly("orders");
        assertThat(listed[0].get("messages")).isEqualTo(2);
        assertThat((String[]) listed[0].get("clusters")).containsExactly(nameServer.address());
        assertThat(listed[0].get("reason")).isEqualTo("prepared, waits for its transaction manager");
    }

    @Test
    void aBranchThatAnOperatorCommitsIsCommittedAndItsTransactionManagerHearsOfIt() throws Exception {
        prepare();

        bean.commit("4711:010203:09");

        assertThat(broker.awaitRequests(END, 2)).allMatch(end -> COMMIT.equals(end.ext("commitOrRollback")));
        assertThat(error(() -> manager.prepare(XID))).isEqualTo(XAException.XA_HEURCOM);
        assertThat(errorOfEnd(() -> manager.commit(XID, false))).isEqualTo(XAException.XA_HEURCOM);
        assertThat(errorOfEnd(() -> manager.rollback(XID))).isEqualTo(XAException.XA_HEURCOM);
        assertThat(scan()).containsExactly(XID);
        await(() ->
                listed("HEURISTIC_COMMIT", "committed by an operator, waits until its transaction manager forgets it"));
        manager.forget(XID);
        assertThat(scan()).isEmpty();
        assertThat(broker.requests(END)).hasSize(2);
    }

    @Test
    void aBranchThatAnOperatorRollsBackIsRolledBackAndItsTransactionManagerHearsOfIt() throws Exception {
        prepare();

        bean.rollback("4711:010203:09");

        assertThat(broker.awaitRequests(END, 2)).allMatch(end -> ROLLBACK.equals(end.ext("commitOrRollback")));
        assertThat(listed("HEURISTIC_ROLLBACK", "rolled back by an operator")).isTrue();
        assertThat(errorOfEnd(() -> manager.commit(XID, false))).isEqualTo(XAException.XA_HEURRB);
        assertThat(errorOfEnd(() -> manager.rollback(XID))).isEqualTo(XAException.XA_HEURRB);
        bean.forget("4711:010203:09");
        assertThat(bean.getInDoubt()).isEmpty();
        assertThat(errorOfEnd(() -> manager.forget(XID))).isEqualTo(XAException.XAER_NOTA);
    }

    @Test
    void whatAnOperatorDecidedOutlivesTheServerUntilItIsForgotten() throws Exception {
        prepare();
        bean.rollback("4711:010203:09");
        adapter.stop();

        adapter.start(null);
        manager = connection().getXAResource();

        assertThat(scan()).containsExactly(XID);
        assertThat(errorOfEnd(() -> manager.commit(XID, false))).isEqualTo(XAException.XA_HEURRB);
        manager.forget(XID);
        adapter.stop();
        adapter.start(null);
        assertThat(bean.getInDoubt()).isEmpty();
    }

    @Test
    void forgettingACommitDoesNotStopItWhileABrokerIsBusy() throws Exception {
        broker.on(END, request -> FakeReply.code(2, "busy"));
        prepare();
        bean.commit("4711:010203:09");
        broker.awaitRequests(END, 2);
        await(() -> listed("HEURISTIC_COMMIT", "broker b does not confirm it: code 2"));

        manager.forget(XID);

        assertThat(listed("COMMITTING", "committed, broker b does not confirm it: code 2 SYSTEM_BUSY, busy"))
                .isTrue();
        broker.on(END, request -> FakeReply.success());
        await(() -> bean.getInDoubt().isEmpty() && bean.getCommitted() == 1);
    }

    /** A broker that is gone for good would keep the branch for ever. */
    @Test
    void aCommittedBranchWhoseBrokerIsGoneIsGivenUpByItsNameAndSaysSoOnce() throws Exception {
        broker.on(END, request -> FakeReply.code(2, "busy"));
        prepare();
        manager.commit(XID, false);
        await(() -> listed("COMMITTING", "committed, broker b does not confirm it"));
        try (RecordedLog log = new RecordedLog("io.rocketjca")) {
            assertThatThrownBy(() -> bean.forget("4711:010203:09"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("must be given up first");
            assertThatThrownBy(() -> bean.giveUp("4711:010203:09", null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("2 messages of branch 4711:010203:09 wait for the brokers b; name exactly");
            assertThatThrownBy(() -> bean.giveUp("4711:010203:09", "b,c")).isInstanceOf(IllegalStateException.class);
            assertThat(listed("COMMITTING", "committed")).isTrue();

            assertThat(bean.giveUp("4711:010203:09", " b"))
                    .contains("2 messages to orders stay half messages at b, and are never seen");

            assertThat(log.with("given up by an operator"))
                    .singleElement()
                    .asString()
                    .contains("branch=4711:010203:09")
                    .contains("brokers=b")
                    .contains("topics=orders");
        }
        assertThat(listed("HEURISTIC_HAZARD", "lost or given up: broker b does not confirm it"))
                .isTrue();
        int ends = broker.requests(END).size();
        adapter.stop();
        adapter.start(null);
        assertThat(listed("HEURISTIC_HAZARD", "lost or given up")).isTrue();
        assertThatThrownBy(() -> bean.giveUp("4711:010203:09", "b")).hasMessageContaining("HEURISTIC_HAZARD");
        bean.forget("4711:010203:09");
        assertThat(bean.getInDoubt()).isEmpty();
        adapter.stop();
        adapter.start(null);
        assertThat(bean.getInDoubt()).isEmpty();
        assertThat(broker.requests(END)).as("tried again").hasSize(ends);
    }

    @Test
    void whatIsPreparedCannotBeGivenUp() throws Exception {
        prepare();

        assertThatThrownBy(() -> bean.giveUp("4711:010203:09", "b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is PREPARED; only what is committed");
    }

    @Test
    void aBranchOfAnEarlierRunWhoseMessagesCanBeSeenAlreadyIsNotRolledBack() throws Exception {
        adapter.stop();
        String seen = sendPlainly();
        writeLog(seen);
        adapter.start(null);
        assertThat(listed("PREPARED", "prepared by an earlier run, waits for its transaction manager to recover it"))
                .isTrue();

        assertThatThrownBy(() -> bean.rollback("4711:010203:09"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("consumers can see messages of branch 4711:010203:09 already");
        bean.commit("4711:010203:09");

        await(() -> listed("HEURISTIC_COMMIT", "waits until its transaction manager forgets it"));
        assertThat(broker.requests(END)).isEmpty();
    }

    /** Sends a message outside of any transaction; its unique key. */
    private String sendPlainly() throws Exception {
        adapter.start(null);
        try (RocketMQConnection handle =
                (RocketMQConnection) connection().getConnection(null, RocketMQConnectionRequestInfo.AS_CONFIGURED)) {
            return handle.send(Message.of("orders", new byte[] {1})).messageId();
        } finally {
            adapter.stop();
        }
    }

    private void writeLog(String uniqueKey) {
        try (FileBranchLog log =
                FileBranchLog.open(directory.resolve("log"), () -> new LogIdentity(1, "node", "rocketjca-tx-node"))) {
            log.force(new LoggedBranch(
                    BRANCH,
                    BranchState.PREPARED,
                    System.currentTimeMillis(),
                    List.of(new LoggedHalf(nameServer.address(), "orders", "b", uniqueKey, 0, 0, 0, false))));
        }
    }

    @Test
    void whatCannotBeDoneIsRefusedInWordsThatEveryToolCanShow() throws Exception {
        prepare();

        assertThatThrownBy(() -> bean.commit("nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names no branch");
        assertThatThrownBy(() -> bean.commit(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bean.commit("1:00:00"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There is no branch 1:00:00");
        assertThatThrownBy(() -> bean.forget("4711:010203:09"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was not ended by an operator");
        manager.commit(XID, false);
        assertThatThrownBy(() -> bean.rollback("4711:010203:09")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theCountersTellWhatWasDone() throws Exception {
        prepare();
        manager.commit(XID, false);
        scan();

        assertThat(List.of(bean.getBegun(), bean.getCommitted(), bean.getRolledBack(), bean.getHalfMessages()))
                .containsExactly(1L, 1L, 0L, 2L);
        assertThat(bean.getRecoverScans()).isEqualTo(1);
        assertThat(bean.getCheckBacks()).isZero();
        assertThat(bean.isLogHealthy()).isTrue();
    }

    @Test
    void aStoppedAdapterIsNotInJmx() throws Exception {
        adapter.stop();

        assertThat(JMX_SERVER.isRegistered(name())).isFalse();
    }

    @Test
    void aSecondAdapterOfTheSameNameStartsWithAWarningAndLeavesTheFirstInJmx() throws Exception {
        RocketMQResourceAdapter second = new RocketMQResourceAdapter();
        second.setAdapterName("managed");
        second.setNameServers(nameServer.address());
        try (RecordedLog log = new RecordedLog(ManagedTransactions.class)) {
            second.start(null);
            second.stop();

            assertThat(log.with("give each adapter of a server an adapterName of its own"))
                    .hasSize(1)
                    .allMatch(line -> line.startsWith("WARNING"));
        }
        assertThat(JMX_SERVER.isRegistered(name())).isTrue();
        assertThat(bean.getInDoubt()).isEmpty();
    }

    private boolean listed(String state, String reason) throws Exception {
        CompositeData[] listed = (CompositeData[]) JMX_SERVER.getAttribute(name(), "InDoubt");
        return listed.length == 1
                && state.equals(listed[0].get("state"))
                && String.valueOf(listed[0].get("reason")).contains(reason);
    }

    private Xid[] scan() throws XAException {
        return manager.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
    }

    private static int error(Callable<?> verb) throws Exception {
        try {
            verb.call();
        } catch (XAException e) {
            return e.errorCode;
        }
        throw new AssertionError("no XAException");
    }

    private static int errorOfEnd(End end) throws Exception {
        return error(() -> {
            end.run();
            return null;
        });
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime() - end).as("waited too long").isNegative();
            Thread.sleep(20);
        }
    }

    /** A verb that ends a branch. */
    @FunctionalInterface
    private interface End {
        void run() throws XAException;
    }
}
