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

    private final RocketMQManagedConnectionFactory factory;
    private final boolean local;
    private ManagedConnection managed;
    private RocketMQConnection connection;

    /**
     * @param local whether it is the transaction's only resource, which takes no log
     */
    OursTransaction(RocketMQManagedConnectionFactory factory, boolean local) {
        this.factory = factory;
        this.local = local;
    }

    void commit(Message message) throws ResourceException, XAException {
        open();
        if (local) {
            managed.getLocalTransaction().begin();
            connection.send(message);
            managed.getLocalTransaction().commit();
        } else {
            commitPrepared(message);
        }
    }

    /** With the first message: a producer of plain messages needs no second connection. */
    private void open() throws ResourceException {
        if (managed == null) {
            managed = factory.createManagedConnection(null, null);
            connection = (RocketMQConnection) managed.getConnection(null, null);
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
        if (managed == null) {
            return;
        }
        connection.close();
        try {
            managed.destroy();
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }
}
