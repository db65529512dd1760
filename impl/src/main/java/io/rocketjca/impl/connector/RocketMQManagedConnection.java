package io.rocketjca.impl.connector;

import io.rocketjca.NotSentException;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.transaction.TransactionEngine;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import jakarta.resource.spi.RetryableUnavailableException;
import jakarta.resource.spi.SecurityException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;

/**
 * What the container pools: a light token that holds a share in a client instance. Its life is a {@link
 * ManagedConnectionState} that only compare-and-set moves on, so any thread may use it at any time.
 */
final class RocketMQManagedConnection implements ManagedConnection {

    private static final String CLOSED =
            "The client behind this connection is closed: the resource adapter was stopped or undeployed";

    private final RocketMQManagedConnectionFactory factory;
    private final Credentials credentials;
    private final ClientLease lease;
    private final MessageProducer producer;
    private final BranchBinding binding = new BranchBinding();
    private final RocketMQXAResource xaResource;
    private final RocketMQLocalTransaction localTransaction;
    private final TransactionModes modes;
    private final AtomicReference<ManagedConnectionState> state = new AtomicReference<>(ManagedConnectionState.FRESH);
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private volatile PrintWriter logWriter;

    RocketMQManagedConnection(
            RocketMQManagedConnectionFactory factory,
            Credentials credentials,
            ClientLease lease,
            GroupProducer producer,
            TransactionEngine transactions,
            CallerTransaction caller) {
        this.factory = factory;
        this.producer = producer.producer();
        this.xaResource = new RocketMQXAResource(transactions, binding);
        this.localTransaction = new RocketMQLocalTransaction(transactions, binding);
        this.modes = new TransactionModes(transactions, lease, producer, binding, caller);
        this.credentials = credentials;
        this.lease = lease;
        this.logWriter = factory.getLogWriter();
    }

    /** Some servers skip matching, so what is asked for is checked again here. */
    @Override
    public Object getConnection(Subject subject, ConnectionRequestInfo request) throws ResourceException {
        if (!Objects.equals(factory.credentials(subject, request), credentials)) {
            throw new SecurityException("This connection is signed on as " + signedOnAs()
                    + "; signing on as somebody else (re-authentication) is not supported");
        }
        if (!lease.running()) {
            ResourceException closed = new RetryableUnavailableException(CLOSED);
            breakDown(closed);
            throw closed;
        }
        RocketMQConnectionHandle handle = new RocketMQConnectionHandle(this);
        attach(handle);
        return handle;
    }

    /** Moves an open handle from the connection it belongs to over to this one. */
    @Override
    public void associateConnection(Object connection) throws ResourceException {
        if (!(connection instanceof RocketMQConnectionHandle handle)) {
            throw new ResourceException("Only a connection of this resource adapter can be associated, but not "
                    + (connection == null ? "null" : connection.getClass().getName()));
        }
        if (handle.belongsTo(this)) {
            return;
        }
        attach(handle);
        RocketMQManagedConnection before = handle.moveTo(this);
        if (before != null) {
            before.state.updateAndGet(current -> current.detach(handle));
        }
        if (handle.closed() && handle.leave(this)) {
            state.updateAndGet(current -> current.detach(handle));
            throw new jakarta.resource.spi.IllegalStateException("A closed connection cannot be associated");
        }
    }

    private void attach(RocketMQConnectionHandle handle) throws ResourceException {
        ManagedConnectionState before = state.getAndUpdate(current -> current.attach(handle));
        if (!before.usable()) {
            throw new jakarta.resource.spi.IllegalStateException(
                    "The managed connection is " + before.phase() + " and takes no connection handles");
        }
    }

    /** Takes all handles back; later use of them is refused. What is under way is not touched. */
    @Override
    public void cleanup() {
        List<RocketMQConnectionHandle> left =
                state.getAndUpdate(ManagedConnectionState::clean).handles();
        for (int i = 0; i < left.size(); i++) {
            left.get(i).leave(this);
        }
        localTransaction.reset();
        xaResource.reset();
    }

    @Override
    public void destroy() {
        ManagedConnectionState before = state.getAndUpdate(ManagedConnectionState::destroy);
        before.handles().forEach(handle -> handle.leave(this));
        localTransaction.reset();
        if (before.phase() != Phase.DESTROYED) {
            lease.close();
        }
    }

    /** Called by a handle that was closed by the application. */
    void handleClosed(RocketMQConnectionHandle handle) {
        ManagedConnectionState before = state.getAndUpdate(current -> current.detach(handle));
        if (before.handles().contains(handle)) {
            ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
            event.setConnectionHandle(handle);
            for (ConnectionEventListener listener : listeners) {
                listener.connectionClosed(event);
            }
        }
    }

    /**
     * The producer, for what has nothing to do with transactions.
     *
     * @param topic the topic that a failure names, or {@code null}
     * @throws NotSentException if the client instance is closed, after the container was told
     */
    MessageProducer producer(String topic) {
        requireRunning(topic);
        return producer;
    }

    /** The way in which a send with these options goes; throws as {@link #producer} does. */
    Sends sends(String topic, SendOptions options) {
        requireRunning(topic);
        return modes.of(options);
    }

    /** The way in which messages go whose end the application's work decides; throws as {@link #producer} does. */
    WorkSends sendsWithWork(String topic) {
        requireRunning(topic);
        return modes.withWork();
    }

    private void requireRunning(String topic) {
        if (!lease.running()) {
            NotSentException closed = new NotSentException(CLOSED + "; nothing was sent", topic, List.of(), null);
            breakDown(closed);
            throw closed;
        }
    }

    /** Tells the container, once, that this connection cannot be used any more. A failed send is no reason. */
    private void breakDown(Exception reason) {
        ManagedConnectionState before = state.getAndUpdate(ManagedConnectionState::breakDown);
        if (!before.usable()) {
            return;
        }
        PrintWriter log = logWriter;
        if (log != null) {
            log.println(
                    "event=managed_connection_broken user=" + signedOnAs() + " reason=\"" + reason.getMessage() + "\"");
        }
        ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_ERROR_OCCURRED, reason);
        listeners.forEach(listener -> listener.connectionErrorOccurred(event));
    }

    /** Whether it can still give connections; reads memory only. */
    boolean usable() {
        return lease.running() && state.get().usable();
    }

    /** Whether it is of that factory, signed on in that way, which nearly always is the same object, and usable. */
    boolean fits(RocketMQManagedConnectionFactory wantedFactory, Credentials wantedCredentials) {
        return usable() && factory.equals(wantedFactory) && Objects.equals(credentials, wantedCredentials);
    }

    ManagedConnectionState state() {
        return state.get();
    }

    private String signedOnAs() {
        return credentials.anonymous() ? "anonymous" : credentials.accessKey();
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public XAResource getXAResource() throws ResourceException {
        if (factory.highestLevel() != TransactionSupportLevel.XATransaction) {
            throw aboveLevel("distributed");
        }
        return xaResource;
    }

    @Override
    public LocalTransaction getLocalTransaction() throws ResourceException {
        if (factory.highestLevel() == TransactionSupportLevel.NoTransaction) {
            throw aboveLevel("local");
        }
        return localTransaction;
    }

    private NotSupportedException aboveLevel(String kind) {
        return new NotSupportedException(
                "The server wants " + kind + " transactions, but the connection factory has the"
                        + " transactionLevel " + factory.highestLevel()
                        + ": give the pool the same level in the server's own setting, such as --transactionsupport");
    }

    @Override
    public ManagedConnectionMetaData getMetaData() {
        return new RocketMQManagedConnectionMetaData(credentials.accessKey());
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }
}
