package io.rocketjca.cdi;

import io.rocketjca.CheckerRegistration;
import io.rocketjca.Message;
import io.rocketjca.ReplyMessage;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.StoredMessage;
import io.rocketjca.TransactionChecker;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.TransactionResult;
import io.rocketjca.TransactionWork;
import jakarta.resource.ResourceException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.Reference;

/** A connection factory that keeps what is sent and counts what is open; a test tells it how to fail. */
final class RecordingFactory implements RocketMQConnectionFactory {

    private static final long serialVersionUID = 1L;

    final transient List<Sent> sent = new CopyOnWriteArrayList<>();
    final transient List<String> searched = new CopyOnWriteArrayList<>();
    final transient AtomicInteger opened = new AtomicInteger();
    final transient AtomicInteger closed = new AtomicInteger();
    final transient List<CompletableFuture<SendReceipt>> stages = new CopyOnWriteArrayList<>();
    final transient List<CompletableFuture<ReplyMessage>> replies = new CopyOnWriteArrayList<>();
    transient volatile TransactionChecker checker;
    transient volatile Executor checking;
    transient ResourceException openFailure;
    transient RuntimeException sendFailure;
    transient RuntimeException closeFailure;

    /** One send as it arrived. */
    record Sent(String mode, Message message, SendOptions options, boolean whileOpen) {}

    /** A receipt with made-up values. */
    record Receipt(String topic) implements SendReceipt {
        @Override
        public String messageId() {
            return "id";
        }

        @Override
        public String offsetMessageId() {
            return null;
        }

        @Override
        public String brokerName() {
            return "b1";
        }

        @Override
        public int queueId() {
            return 0;
        }

        @Override
        public long queueOffset() {
            return 7;
        }

        @Override
        public SendStatus status() {
            return SendStatus.SEND_OK;
        }

        @Override
        public int attempts() {
            return 1;
        }
    }

    @Override
    public RocketMQConnection getConnection() throws ResourceException {
        if (openFailure != null) {
            throw openFailure;
        }
        opened.incrementAndGet();
        return new Handle();
    }

    @Override
    public RocketMQConnection getConnection(String accessKey, String secretKey) throws ResourceException {
        return getConnection();
    }

    @Override
    public CheckerRegistration registerChecker(TransactionChecker newChecker, Executor executor)
            throws ResourceException {
        if (openFailure != null) {
            throw openFailure;
        }
        checker = newChecker;
        checking = executor;
        return () -> checker = null;
    }

    @Override
    public void setReference(Reference reference) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Reference getReference() {
        throw new UnsupportedOperationException();
    }

    /** Completes the oldest open stage as the adapter does: through the dispatcher of its options, on this thread. */
    void completeOldest(Executor fallback) {
        Sent oldest = sent.get(sent.size() - stages.size());
        CompletableFuture<SendReceipt> stage = stages.remove(0);
        oldest.options()
                .completions()
                .dispatch(() -> stage.complete(new Receipt(oldest.message().topic())), fallback);
    }

    private final class Handle implements RocketMQConnection {

        private boolean open = true;

        private void record(String mode, Message message, SendOptions options) {
            sent.add(new Sent(mode, message, options, open));
            if (sendFailure != null) {
                throw sendFailure;
            }
        }

        @Override
        public SendReceipt send(Message message, SendOptions options) {
            record("send", message, options);
            return new Receipt(message.topic());
        }

        @Override
        public TransactionResult sendInTransaction(Message message, TransactionWork work, SendOptions options) {
            record("sendInTransaction", message, options);
            Receipt receipt = new Receipt(message.topic());
            try {
                boolean commit = work.run(receipt) == TransactionOutcome.COMMIT;
                return new TransactionResult(
                        receipt, commit ? TransactionResult.State.COMMITTED : TransactionResult.State.PENDING, null);
            } catch (Exception e) {
                return new TransactionResult(receipt, TransactionResult.State.PENDING, e);
            }
        }

        @Override
        public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options) {
            record("sendAsync", message, options);
            CompletableFuture<SendReceipt> stage = new CompletableFuture<>();
            stages.add(stage);
            return stage.minimalCompletionStage();
        }

        @Override
        public CompletionStage<ReplyMessage> request(Message message, Duration timeout, SendOptions options) {
            record("request " + timeout, message, options);
            CompletableFuture<ReplyMessage> reply = new CompletableFuture<>();
            replies.add(reply);
            return reply.minimalCompletionStage();
        }

        @Override
        public void sendOneWay(Message message, SendOptions options) {
            record("sendOneWay", message, options);
        }

        @Override
        public List<SendOutcome> sendAll(Collection<Message> messages, SendOptions options) {
            messages.forEach(message -> record("sendAll", message, options));
            return messages.stream()
                    .<SendOutcome>map(message -> new SendOutcome.Stored(new Receipt(message.topic())))
                    .toList();
        }

        @Override
        public Optional<StoredMessage> find(String topic, String messageId, SendOptions options) {
            searched.add(topic + " " + messageId + " " + options.timeout() + " " + open);
            return Optional.empty();
        }

        @Override
        public String recall(String topic, String recallHandle, SendOptions options) {
            searched.add("recall " + topic + " " + recallHandle + " " + options.timeout() + " " + open);
            return "id";
        }

        @Override
        public boolean isValid(int seconds) {
            return open;
        }

        @Override
        public void close() {
            open = false;
            closed.incrementAndGet();
            if (closeFailure != null) {
                throw closeFailure;
            }
        }
    }
}
