package io.rocketjca.bench.ours;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.impl.connector.RocketMQManagedConnectionFactory;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ManagedConnection;
import java.util.concurrent.atomic.AtomicLong;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;

/** What one calling thread sends transactions with: one message each, through all that a transaction manager would call. */
final class OursTransaction implements AutoCloseable {

    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime());

    private final ManagedConnection managed;
    private final RocketMQConnection connection;
    private final boolean local;

    /**
     * @param local whether it is the transaction's only resource, which takes no log
     */
    OursTransaction(RocketMQManagedConnectionFactory factory, boolean local) throws ResourceException {
        this.managed = factory.createManagedConnection(null, null);
        this.connection = (RocketMQConnection) managed.getConnection(null, null);
        this.local = local;
    }

    void commit(Message message) throws ResourceException, XAException {
        if (local) {
            managed.getLocalTransaction().begin();
            connection.send(message);
            managed.getLocalTransaction().commit();
        } else {
            commitPrepared(message);
        }
    }

    private void commitPrepared(Message message) throws ResourceException, XAException {
        XAResource resource = managed.getXAResource();
        BenchXid xid = new BenchXid(NUMBERS.incrementAndGet());
        resource.start(xid, XAResource.TMNOFLAGS);
        connection.send(message);
        resource.end(xid, XAResource.TMSUCCESS);
        if (resource.prepare(xid) != XAResource.XA_OK) {
            throw new IllegalStateException("The branch was not prepared");
        }
        resource.commit(xid, false);
    }

    @Override
    public void close() {
        connection.close();
        try {
            managed.destroy();
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }
}
