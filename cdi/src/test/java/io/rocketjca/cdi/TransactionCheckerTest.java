package io.rocketjca.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
import io.rocketjca.MessageSender;
import io.rocketjca.StoredMessage;
import io.rocketjca.TransactionChecker;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.TransactionResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Beans that are asked how work ended: known to the adapter while their application runs, asked in its context. */
@Timeout(60)
class TransactionCheckerTest {

    private static final StoredMessage MESSAGE = new StoredMessage(
            "orders", "id", new byte[1], null, "k", Map.of(), 0, -1, Instant.EPOCH, Instant.EPOCH, "b");

    private final RecordingFactory factory = new RecordingFactory();
    private final RecordingFactory other = new RecordingFactory();
    private final ManagedThreads threads = new ManagedThreads();

    @Dependent
    static class Sending {
        @Inject
        MessageSender sender;
    }

    @RequestScoped
    static class Request {
        String where() {
            return Thread.currentThread().getName() + " " + ManagedThreads.CONTEXT.get();
        }
    }

    @ApplicationScoped
    static class Orders implements TransactionChecker {
        @Inject
        Request request;

        @Override
        public TransactionOutcome check(StoredMessage message) {
            assertThat(request.where()).isEqualTo("managed the application");
            return message.keys() == null ? TransactionOutcome.UNKNOWN : TransactionOutcome.COMMIT;
        }
    }

    @ApplicationScoped
    @CheckerConfig(connectionFactory = "java:app/other")
    static class Others implements TransactionChecker {
        @Override
        public TransactionOutcome check(StoredMessage message) {
            return TransactionOutcome.ROLLBACK;
        }
    }

    @ApplicationScoped
    static class Second extends Orders {}

    @ApplicationScoped
    @CheckerConfig(connectionFactory = " ")
    static class Blank extends Others {}

    @BeforeEach
    void bind() {
        MemoryNaming.reset();
        MemoryNaming.BOUND.put("rocketmq/ConnectionFactory", factory);
        MemoryNaming.BOUND.put("java:app/other", other);
        threads.bind();
        ManagedThreads.CONTEXT.set("the application");
    }

    @AfterEach
    void stop() throws Exception {
        ManagedThreads.CONTEXT.remove();
        threads.stop();
    }

    private static TransactionOutcome ask(RecordingFactory from) throws Exception {
        CompletableFuture<TransactionOutcome> outcome = new CompletableFuture<>();
        TransactionChecker checker = from.checker;
        from.checking.execute(() -> {
            try {
                outcome.complete(checker.check(MESSAGE));
            } catch (Throwable failure) {
                outcome.completeExceptionally(failure);
            }
        });
        return outcome.get(30, TimeUnit.SECONDS);
    }

    @Test
    void eachFactoryHasItsBeanFromTheStartToTheEndOfTheApplication() throws Exception {
        try (WeldContainer container = CdiApplication.start(Orders.class, Others.class, Request.class)) {
            assertThat(container.isRunning()).isTrue();
            assertThat(ask(factory)).isEqualTo(TransactionOutcome.COMMIT);
            assertThat(ask(other)).isEqualTo(TransactionOutcome.ROLLBACK);
        }
        assertThat(factory.checker).isNull();
        assertThat(other.checker).isNull();
    }

    @Test
    void twoBeansForOneFactoryFailTheDeployment() {
        assertThatThrownBy(() -> CdiApplication.start(Orders.class, Second.class, Request.class))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("two beans are transaction checkers of the same connection factory")
                .hasMessageContaining("Second");
    }

    @Test
    void aBlankNameFailsTheDeployment() {
        assertThatThrownBy(() -> CdiApplication.start(Blank.class))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("connectionFactory must be a name");
    }

    @Test
    void aFactoryThatIsBoundLateGetsItsCheckerWithTheNextSend() throws Exception {
        MemoryNaming.BOUND.remove("java:app/other");
        try (WeldContainer container = CdiApplication.start(Others.class, Sending.class)) {
            assertThat(other.checker).isNull();
            MemoryNaming.BOUND.put("java:app/other", other);

            TransactionResult result = container
                    .select(Sending.class)
                    .get()
                    .sender
                    .sendInTransaction(Message.of("orders", new byte[1]), half -> TransactionOutcome.COMMIT);

            assertThat(result.state()).isEqualTo(TransactionResult.State.COMMITTED);
            assertThat(ask(other)).isEqualTo(TransactionOutcome.ROLLBACK);
        }
        assertThat(factory.sent).hasSize(1).allMatch(sent -> sent.mode().equals("sendInTransaction"));
        assertThat(factory.closed).hasValue(1);
    }
}
