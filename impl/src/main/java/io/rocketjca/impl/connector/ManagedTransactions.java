package io.rocketjca.impl.connector;

import io.rocketjca.impl.transaction.BranchFailure;
import io.rocketjca.impl.transaction.TransactionCounts;
import io.rocketjca.impl.transaction.TransactionOperations;
import io.rocketjca.impl.transaction.log.BranchId;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transactions of a started adapter in the server's MBean server, from {@link #register} to {@link #close}. */
final class ManagedTransactions implements TransactionsMXBean, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedTransactions.class);
    private static final String NAME = "io.rocketjca:type=Transactions,adapter=";

    private final TransactionOperations operations;
    private volatile ObjectName registered;

    private ManagedTransactions(TransactionOperations operations) {
        this.operations = operations;
    }

    /** Makes them known; if that fails, they are not, and everything else works. */
    static ManagedTransactions register(String adapterName, TransactionOperations operations) {
        ManagedTransactions bean = new ManagedTransactions(operations);
        try {
            ObjectName name = new ObjectName(NAME + adapterName);
            server().registerMBean(bean, name);
            bean.registered = name;
        } catch (JMException | RuntimeException e) {
            LOG.warn(
                    "transactions cannot be managed through JMX; give each adapter of a server an adapterName of its own"
                            + " adapter={} reason={}",
                    adapterName,
                    e.toString());
        }
        return bean;
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    @Override
    public void close() {
        ObjectName name = registered;
        if (name == null) {
            return;
        }
        registered = null;
        try {
            server().unregisterMBean(name);
        } catch (JMException | RuntimeException e) {
            LOG.warn("transactions could not be taken out of JMX name={} reason={}", name, e.toString());
        }
    }

    @Override
    public List<InDoubtBranch> getInDoubt() {
        return operations.inDoubt().stream()
                .<InDoubtBranch>map(ListedBranch::new)
                .toList();
    }

    @Override
    public long getBegun() {
        return counts().begun();
    }

    @Override
    public long getCommitted() {
        return counts().committed();
    }

    @Override
    public long getRolledBack() {
        return counts().rolledBack();
    }

    @Override
    public long getHalfMessages() {
        return counts().halfMessages();
    }

    @Override
    public long getCheckBacks() {
        return counts().checkBacks();
    }

    @Override
    public long getRecoverScans() {
        return counts().recoverScans();
    }

    @Override
    public boolean isLogHealthy() {
        return counts().logHealthy();
    }

    private TransactionCounts counts() {
        return operations.counts();
    }

    @Override
    public void commit(String branch) {
        run(branch, operations::commit);
    }

    @Override
    public void rollback(String branch) {
        run(branch, operations::rollBack);
    }

    @Override
    public void forget(String branch) {
        run(branch, operations::forget);
    }

    @Override
    public String giveUp(String branch, String brokers) {
        Set<String> names = brokers == null
                ? Set.of()
                : Arrays.stream(brokers.split(",")).map(String::strip).collect(Collectors.toSet());
        AtomicReference<String> said = new AtomicReference<>();
        run(branch, id -> said.set(operations.giveUp(id, names)));
        return said.get();
    }

    /** With exceptions that every management tool can read. */
    private static void run(String branch, Operation operation) {
        if (branch == null) {
            throw new IllegalArgumentException("Name a branch: its id, as InDoubt shows it");
        }
        try {
            operation.on(BranchId.parse(branch));
        } catch (BranchFailure failure) {
            throw new IllegalStateException(failure.getMessage());
        }
    }

    /** What is done to one branch. */
    @FunctionalInterface
    private interface Operation {
        void on(BranchId branch) throws BranchFailure;
    }
}
