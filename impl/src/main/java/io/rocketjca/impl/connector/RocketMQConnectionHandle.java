package io.rocketjca.impl.connector;

import io.rocketjca.ConnectionClosedException;
import io.rocketjca.Message;
import io.rocketjca.ReplyMessage;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.StoredMessage;
import io.rocketjca.TransactionResult;
import io.rocketjca.TransactionWork;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The connection an application holds. Belongs to one managed connection at a time; ends for good when the application
 * closes it, and pauses when the container takes its managed connection back.
 */
public final class RocketMQConnectionHandle implements RocketMQConnection {

    private final AtomicReference<RocketMQManagedConnection> owner;
    private final AtomicBoolean closed = new AtomicBoolean();

    RocketMQConnectionHandle(RocketMQManagedConnection owner) {
        this.owner = new AtomicReference<>(owner);
    }

    @Override
    public SendReceipt send(Message message, SendOptions options) {
        return sends(message, options).send(message, options);
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options) {
        try {
            return sends(message, options).sendAsync(message, options);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    @Override
    public void sendOneWay(Message message, SendOptions options) {
        sends(message, options).sendOneWay(message, options);
    }

    @Override
    public CompletionStage<ReplyMessage> request(Message message, Duration timeout, SendOptions options) {
        try {
            return sends(message, options).request(message, timeout, options);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    @Override
    public List<SendOutcome> sendAll(Collection<Message> messages, SendOptions options) {
        Objects.requireNonNull(messages, "messages");
        return connection().sends(null, options).sendAll(messages, options);
    }

    @Override
    public TransactionResult sendInTransaction(Message message, TransactionWork work, SendOptions options) {
        Objects.requireNonNull(work, "work");
        return connection().sendsWithWork(topic(message)).send(message, work, options);
    }

    @Override
    public Optional<StoredMessage> find(String topic, String messageId, SendOptions options) {
        return connection().producer(topic).find(topic, messageId, options);
    }

    @Override
    public String recall(String topic, String recallHandle, SendOptions options) {
        return connection().producer(topic).recall(topic, recallHandle, options);
    }

    private Sends sends(Message message, SendOptions options) {
        return connection().sends(topic(message), options);
    }

    private static String topic(Message message) {
        return message == null ? null : message.topic();
    }

    private RocketMQManagedConnection connection() {
        RocketMQManagedConnection connection = owner.get();
        if (connection == null) {
            throw new ConnectionClosedException(
                    closed.get()
                            ? "The connection was closed by the application; get a new one for each unit of work"
                            : "The container took the connection back, at the end of a transaction or request;"
                                    + " get a new one for each unit of work");
        }
        return connection;
    }

    @Override
    public boolean isValid(int seconds) {
        RocketMQManagedConnection connection = owner.get();
        return connection != null && connection.usable();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            RocketMQManagedConnection connection = owner.getAndSet(null);
            if (connection != null) {
                connection.handleClosed(this);
            }
        }
    }

    boolean closed() {
        return closed.get();
    }

    boolean belongsTo(RocketMQManagedConnection connection) {
        return owner.get() == connection;
    }

    /** Changes the owner and returns the one before, {@code null} if there was none. */
    RocketMQManagedConnection moveTo(RocketMQManagedConnection connection) {
        return owner.getAndSet(connection);
    }

    /** Ends the bond to an owner; false if it is not the owner any more. */
    boolean leave(RocketMQManagedConnection connection) {
        return owner.compareAndSet(connection, null);
    }
}
