package io.rocketjca.cdi;

import io.rocketjca.ConnectionFactoryUnavailableException;
import io.rocketjca.Message;
import io.rocketjca.MessageDraft;
import io.rocketjca.MessageSender;
import io.rocketjca.MessagingException;
import io.rocketjca.ReplyMessage;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.SendInterceptor;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.StoredMessage;
import io.rocketjca.TransactionResult;
import io.rocketjca.TransactionStateException;
import io.rocketjca.TransactionWork;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.resource.ResourceException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * The sender of one injection point: a connection per send, and nothing kept but the connection factory.
 *
 * <p>Serialized with the bean it is injected into, it leaves only its settings behind and looks everything up again.
 */
final class InjectedSender implements MessageSender, Serializable {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = System.getLogger(InjectedSender.class.getName());

    private final transient SenderSettings settings;
    private final transient SharedResources shared;
    private transient volatile KnownOptions options;
    private transient volatile RocketMQConnectionFactory factory;

    InjectedSender(SenderSettings settings, SharedResources shared) {
        this.settings = settings;
        this.shared = shared;
    }

    @Override
    public SendReceipt send(Message message) {
        SendOptions wanted = options();
        RocketMQConnection connection = open();
        try {
            return connection.send(message, wanted);
        } finally {
            close(connection);
        }
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message) {
        return staged((connection, wanted) -> connection.sendAsync(message, wanted));
    }

    @Override
    public CompletionStage<ReplyMessage> request(Message message, Duration replyTimeout) {
        return staged((connection, wanted) -> connection.request(message, replyTimeout, wanted));
    }

    private <T> CompletionStage<T> staged(BiFunction<RocketMQConnection, SendOptions, CompletionStage<T>> call) {
        try {
            shared.completions().captureContext();
            SendOptions wanted = options();
            RocketMQConnection connection = open();
            try {
                return call.apply(connection, wanted);
            } finally {
                close(connection);
            }
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public void sendOneWay(Message message) {
        SendOptions wanted = options();
        RocketMQConnection connection = open();
        try {
            connection.sendOneWay(message, wanted);
        } finally {
            close(connection);
        }
    }

    @Override
    public List<SendOutcome> sendAll(Collection<Message> messages) {
        SendOptions wanted = options();
        RocketMQConnection connection = open();
        try {
            return connection.sendAll(messages, wanted);
        } finally {
            close(connection);
        }
    }

    @Override
    public TransactionResult sendInTransaction(Message message, TransactionWork work) {
        shared.checkers().registerMissing();
        SendOptions wanted = options();
        RocketMQConnection connection = open();
        try {
            return connection.sendInTransaction(message, work, wanted);
        } finally {
            close(connection);
        }
    }

    @Override
    public Optional<StoredMessage> find(String topic, String messageId) {
        RocketMQConnection connection = open();
        try {
            return connection.find(topic, messageId, new SendOptions(settings.timeout(), shared.completions()));
        } finally {
            close(connection);
        }
    }

    @Override
    public String recall(String topic, String recallHandle) {
        SendOptions wanted = options();
        RocketMQConnection connection = open();
        try {
            return connection.recall(topic, recallHandle, wanted);
        } finally {
            close(connection);
        }
    }

    @Override
    public MessageDraft to(String topic) {
        return new SenderDraft(this, shared.payloads(), Message.to(topic));
    }

    @Override
    public MessageDraft replyTo(Map<String, String> requestProperties) {
        return new SenderDraft(this, shared.payloads(), Message.replyTo(requestProperties));
    }

    @Override
    public MessageDraft toDefaultTopic() {
        if (settings.topic() == null) {
            throw new IllegalStateException("This MessageSender has no default topic: inject it with"
                    + " @SenderConfig(topic = ...), or call to(topic)");
        }
        return to(settings.topic());
    }

    @Override
    public String toString() {
        return "MessageSender[connectionFactory=" + settings.factoryNames() + ", topic=" + settings.topic()
                + ", timeout=" + settings.timeout() + "]";
    }

    /** Made by the first send, as only then the interceptors are known. */
    private SendOptions options() {
        KnownOptions known = options;
        if (known == null) {
            known = new KnownOptions(
                    options(shared.interceptors().all()),
                    options(shared.interceptors().ofApplication()));
            options = known;
        }
        return shared.interceptors().nothingToPropagate() ? known.untraced : known.traced;
    }

    private SendOptions options(List<SendInterceptor> interceptors) {
        return new SendOptions(settings.timeout(), shared.completions(), interceptors, settings.transaction());
    }

    /** With and without the propagation of trace contexts: without any interceptor, a send is cheaper, and batches stay batches. */
    private record KnownOptions(SendOptions traced, SendOptions untraced) {}

    private RocketMQConnection open() {
        RocketMQConnectionFactory known = factory;
        if (known == null) {
            known = shared.factories().find(settings.factoryNames());
            factory = known;
        }
        try {
            return known.getConnection();
        } catch (MessagingException e) {
            forget(known);
            throw e;
        } catch (ResourceException | RuntimeException e) {
            forget(known);
            if (CallersTransaction.rollbackOnly()) {
                throw new TransactionStateException(
                        "Nothing was sent: the transaction is marked to be rolled back, and the server gives it no connection",
                        e);
            }
            throw new ConnectionFactoryUnavailableException(
                    "The connection factory found by " + settings.factoryNames() + " gave no connection: " + e, e);
        }
    }

    private void forget(RocketMQConnectionFactory stale) {
        factory = null;
        shared.factories().forget(settings.factoryNames(), stale);
    }

    /** Gives a connection back; a failure of that must not hide how the send ended. */
    private static void close(RocketMQConnection connection) {
        try {
            connection.close();
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.WARNING, "connection=closeFailed", e);
        }
    }

    private Object writeReplace() {
        return new Passivated(settings);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("A MessageSender is read back from its settings only");
    }

    /** What is left of a sender while its bean is passivated. */
    private record Passivated(SenderSettings settings) implements Serializable {

        private Object readResolve() {
            ApplicationMessaging application =
                    CDI.current().select(ApplicationMessaging.class).get();
            return new InjectedSender(settings, application.shared());
        }
    }
}
