package io.rocketjca.impl.connector;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.ReplyMessage;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.StoredMessage;
import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.producer.SendPlan;
import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.time.ManualTimer;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.transaction.ClusterLink;
import io.rocketjca.impl.transaction.DirectoryLog;
import io.rocketjca.impl.transaction.TransactionEngine;
import io.rocketjca.impl.transaction.TransactionEnvironment;
import io.rocketjca.impl.transaction.TransactionProbe;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** An engine without network: remembers what was leased and sent, and ends when it is told to. */
final class RecordingEngine implements Engine, Engine.Starter {

    final List<Lease> leases = new CopyOnWriteArrayList<>();
    final List<ClientIdentity> offered = new CopyOnWriteArrayList<>();
    final List<Message> sent = new CopyOnWriteArrayList<>();
    final TransactionEngine transactions = new TransactionEngine(
            TransactionConfig.defaults(),
            new TransactionEnvironment(
                    new TimeSource(new ManualTicker(), () -> 0, new ManualTimer(new ManualTicker())),
                    new DirectoryLog(TransactionConfig.defaults(), () -> 1),
                    cluster -> null,
                    Runnable::run,
                    1,
                    TransactionProbe.NONE));
    volatile RuntimeConfig config;
    volatile Executor completions;
    volatile int starts;
    volatile int stops;
    volatile boolean running;
    volatile RuntimeException nextSendFails;
    volatile RuntimeException nextProducerFails;

    @Override
    public Engine start(RuntimeConfig newConfig, Executor newCompletions) {
        config = newConfig;
        completions = newCompletions;
        starts++;
        running = true;
        return this;
    }

    @Override
    public ClientLease lease(ClientIdentity identity) {
        if (!running) {
            throw new IllegalStateException("stopped");
        }
        Lease lease = new Lease(identity);
        leases.add(lease);
        return lease;
    }

    @Override
    public void offer(ClientIdentity identity) {
        offered.add(identity);
    }

    @Override
    public TransactionEngine transactions() {
        return transactions;
    }

    @Override
    public void stop() {
        stops++;
        running = false;
    }

    long openLeases() {
        return leases.stream().filter(lease -> !lease.closed).count();
    }

    /** One share, which works while the engine runs. */
    final class Lease implements ClientLease {
        final ClientIdentity identity;
        volatile ProducerConfig producerConfig;
        volatile boolean closed;

        Lease(ClientIdentity identity) {
            this.identity = identity;
        }

        @Override
        public MessageProducer producer(ProducerConfig newConfig) {
            RuntimeException failure = nextProducerFails;
            if (failure != null) {
                throw failure;
            }
            producerConfig = newConfig;
            return new Producer();
        }

        @Override
        public CompletionStage<ReplyMessage> request(
                MessageProducer producer, Message message, Duration timeout, SendOptions options) {
            producer.sendAsync(message, options);
            return new CompletableFuture<>();
        }

        @Override
        public ClusterLink transactions() {
            return null;
        }

        @Override
        public boolean running() {
            return running;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Remembers messages instead of sending them; receipts are {@code null}, as nobody reads them here. */
    private final class Producer implements MessageProducer {

        @Override
        public SendReceipt send(Message message, SendOptions options) {
            record(message);
            return null;
        }

        @Override
        public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options) {
            record(message);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options, Map<String, String> added) {
            return sendAsync(message, options);
        }

        @Override
        public void check(Message message) {
            if (message == null) {
                throw new IllegalMessageException("no message");
            }
        }

        @Override
        public SendReceipt sendHalf(Message message, SendOptions options, SendPlan plan) {
            record(message);
            plan.ended(true);
            return null;
        }

        @Override
        public CompletionStage<SendReceipt> sendHalfAsync(Message message, SendOptions options, SendPlan plan) {
            record(message);
            plan.ended(true);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void sendOneWay(Message message, SendOptions options) {
            record(message);
        }

        @Override
        public List<SendOutcome> sendAll(Collection<Message> messages, SendOptions options) {
            messages.forEach(this::record);
            return List.of();
        }

        @Override
        public Optional<StoredMessage> find(String topic, String messageId, SendOptions options) {
            return Optional.empty();
        }

        @Override
        public String recall(String topic, String recallHandle, SendOptions options) {
            return recallHandle;
        }

        private void record(Message message) {
            if (message == null) {
                throw new IllegalMessageException("no message");
            }
            RuntimeException failure = nextSendFails;
            if (failure != null) {
                throw failure;
            }
            sent.add(message);
        }
    }
}
