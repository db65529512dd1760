package io.rocketjca.impl.connector;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.TransactionMode;
import io.rocketjca.impl.fake.FakeCluster;
import io.rocketjca.impl.transaction.log.BranchId;
import jakarta.resource.ResourceException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.transaction.xa.Xid;

/** A started adapter with transactions over a fake cluster, in a server whose transaction the test plays. */
final class TransactionsFixture {

    static final String TOPIC = "orders";

    private static final AtomicLong XIDS = new AtomicLong();

    final FakeCluster cluster = FakeCluster.of("a").topic(TOPIC, 4);
    final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
    final RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
    final Registry registry = new Registry();

    static TransactionsFixture in(Path directory) throws ResourceException {
        return new TransactionsFixture(directory, true);
    }

    /** In a server that does not tell of transactions. */
    static TransactionsFixture silent(Path directory) throws ResourceException {
        return new TransactionsFixture(directory, false);
    }

    private TransactionsFixture(Path directory, boolean tells) throws ResourceException {
        adapter.setAdapterName("tx" + XIDS.incrementAndGet());
        adapter.setNameServers(cluster.nameServer().address());
        adapter.setTransactionLogDirectory(directory.resolve("log").toString());
        adapter.setCommitTimeoutMillis(20_000);
        adapter.setDrainTimeoutMillis(0);
        factory.setResourceAdapter(adapter);
        factory.setSendTimeoutMillis(20_000);
        adapter.start(new ScriptedServer() {
            @Override
            public void scheduleWork(jakarta.resource.spi.work.Work work) {
                new Thread(work, "server-work").start();
            }

            @Override
            public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
                return tells ? registry : null;
            }
        });
    }

    RocketMQManagedConnection connection() throws ResourceException {
        return (RocketMQManagedConnection) factory.createManagedConnection(null, null);
    }

    List<String> visible() {
        return cluster.visible(TOPIC);
    }

    static Message text(String text) {
        return Message.to(TOPIC).text(text).build();
    }

    static SendOptions with(TransactionMode mode) {
        return SendOptions.defaults().withTransaction(mode);
    }

    static Xid xid() {
        byte[] global =
                ByteBuffer.allocate(Long.BYTES).putLong(XIDS.incrementAndGet()).array();
        return new BranchXid(BranchId.of(131077, global, new byte[] {0, -1}));
    }

    void close() {
        adapter.stop();
        cluster.close();
    }

    /** The transaction of the test's thread, as the server tells of it. */
    static final class Registry implements TransactionSynchronizationRegistry {

        volatile int status = Status.STATUS_NO_TRANSACTION;
        private final Map<Object, Object> resources = new HashMap<>();
        private final List<Synchronization> told = new ArrayList<>();

        /** Ends it and tells so. */
        void end(int outcome) {
            told.forEach(Synchronization::beforeCompletion);
            status = outcome;
            told.forEach(synchronization -> synchronization.afterCompletion(outcome));
            told.clear();
            resources.clear();
            status = Status.STATUS_NO_TRANSACTION;
        }

        @Override
        public Object getTransactionKey() {
            return this;
        }

        @Override
        public void putResource(Object key, Object value) {
            resources.put(key, value);
        }

        @Override
        public Object getResource(Object key) {
            return resources.get(key);
        }

        @Override
        public void registerInterposedSynchronization(Synchronization synchronization) {
            told.add(synchronization);
        }

        @Override
        public int getTransactionStatus() {
            return status;
        }

        @Override
        public void setRollbackOnly() {
            status = Status.STATUS_MARKED_ROLLBACK;
        }

        @Override
        public boolean getRollbackOnly() {
            return status == Status.STATUS_MARKED_ROLLBACK;
        }
    }
}
