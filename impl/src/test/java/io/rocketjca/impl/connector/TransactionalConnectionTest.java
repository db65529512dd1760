package io.rocketjca.impl.connector;

import static io.rocketjca.impl.connector.TransactionsFixture.text;
import static io.rocketjca.impl.connector.TransactionsFixture.with;
import static io.rocketjca.impl.connector.TransactionsFixture.xid;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.TransactionMode;
import io.rocketjca.TransactionStateException;
import io.rocketjca.impl.contract.Must;
import jakarta.resource.spi.LocalTransactionException;
import jakarta.transaction.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What connections do inside transactions, and that nothing of them stays behind in a pool. */
@Timeout(60)
class TransactionalConnectionTest {

    @TempDir
    private Path directory;

    private TransactionsFixture fixture;
    private RocketMQManagedConnection connection;
    private RocketMQConnectionHandle handle;

    @BeforeEach
    void start() throws Exception {
        fixture = TransactionsFixture.in(directory);
        connection = fixture.connection();
        handle = ConnectorFixture.handle(connection);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    @Must({"C24", "C25"})
    void sendsTakeEffectByThemselvesOutsideATransactionAndWithItInside() throws Exception {
        assertThat(handle.send(text("before")).status()).isEqualTo(SendStatus.SEND_OK);
        Xid xid = begin();
        assertThat(handle.send(text("inside")).status()).isEqualTo(SendStatus.PENDING_COMMIT);
        handle.send(text("immediate"), with(TransactionMode.IMMEDIATE));
        assertThat(fixture.visible()).containsExactly("before", "immediate");
        connection.getXAResource().end(xid, TMSUCCESS);
        handle.send(text("after"));
        assertThat(fixture.visible()).containsExactly("before", "immediate", "after");

        connection.getXAResource().commit(xid, true);

        assertThat(fixture.visible()).containsExactly("before", "immediate", "after", "inside");
    }

    static Stream<Message> refusedKinds() {
        MessageOptions none = MessageOptions.defaults();
        return Stream.of(
                kind(none.withDelayLevel(3)),
                kind(none.withDeliverAfter(Duration.ofMinutes(1))),
                kind(none.withDeliverAt(Instant.now().plusSeconds(60))),
                kind(none.withPriority(1)),
                Message.replyTo(Map.of("CLUSTER", "c", "CORRELATION_ID", "id", "REPLY_TO_CLIENT", "client"))
                        .text("x")
                        .build());
    }

    private static Message kind(MessageOptions options) {
        return Message.to(TransactionsFixture.TOPIC).text("x").options(options).build();
    }

    @ParameterizedTest
    @MethodSource("refusedKinds")
    void kindsThatBrokersShowTooEarlyOrNeverAreRefusedInside(Message message) throws Exception {
        begin();

        assertThatThrownBy(() -> handle.send(message)).isInstanceOf(IllegalMessageException.class);
        assertThat(handle.sendAsync(message).toCompletableFuture()).isCompletedExceptionally();
        assertThat(handle.sendAll(List.of(message))).singleElement().isInstanceOf(SendOutcome.Failed.class);
        assertThat(fixture.cluster.broker("a").requests(310)).isEmpty();
    }

    @Test
    void oneWayMessagesAndRequestsAreRefusedInside() throws Exception {
        begin();

        assertThatThrownBy(() -> handle.sendOneWay(text("x")))
                .isInstanceOf(TransactionStateException.class)
                .hasMessageContaining("one-way");
        CompletableFuture<?> request =
                handle.request(text("x"), Duration.ofSeconds(1)).toCompletableFuture();
        assertThat(request).isCompletedExceptionally();
        assertThatThrownBy(request::join)
                .hasCauseInstanceOf(TransactionStateException.class)
                .hasMessageContaining("request");
        assertThat(fixture.cluster.broker("a").requests(310)).isEmpty();
    }

    @Test
    void aTransactionThatIsMarkedForRollbackRefusesBeforeAnyByteLeaves() throws Exception {
        begin();
        fixture.registry.status = Status.STATUS_MARKED_ROLLBACK;

        assertThatThrownBy(() -> handle.send(text("x")))
                .isInstanceOf(TransactionStateException.class)
                .hasMessageContaining("rolled back");

        assertThat(fixture.cluster.broker("a").requests(310)).isEmpty();
    }

    @Test
    void messagesForAfterTheCommitAreSentInTheirOrderAfterIt() throws Exception {
        fixture.registry.status = Status.STATUS_ACTIVE;
        SendOptions after = with(TransactionMode.AFTER_COMMIT);
        SendReceipt receipt = handle.send(text("one"), after);
        CompletableFuture<SendReceipt> stage =
                handle.sendAsync(text("two"), after).toCompletableFuture();
        handle.sendOneWay(text("three"), after);
        handle.sendAll(List.of(text("four")), after);
        assertThat(receipt.status()).isEqualTo(SendStatus.PENDING_COMMIT);
        assertThat(fixture.visible()).isEmpty();
        assertThat(stage).isNotDone();

        fixture.registry.end(Status.STATUS_COMMITTED);

        fixture.cluster.broker("a").awaitRequests(310, 4);
        assertThat(stage).succeedsWithin(Duration.ofSeconds(20));
        assertThat(fixture.visible()).contains("one", "two");
    }

    @Test
    void anIllegalMessageForAfterTheCommitIsAFailedOutcomeAndTheOthersAreSent() throws Exception {
        fixture.registry.status = Status.STATUS_ACTIVE;
        Message illegal = Message.to("no topic").body(new byte[1]).build();

        List<SendOutcome> outcomes =
                handle.sendAll(List.of(text("one"), illegal, text("two")), with(TransactionMode.AFTER_COMMIT));
        fixture.registry.end(Status.STATUS_COMMITTED);

        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(SendOutcome.Failed.class, failed -> assertThat(failed.exception())
                        .isInstanceOf(IllegalMessageException.class));
        fixture.cluster.broker("a").awaitRequests(310, 2);
        assertThat(outcomes.get(2).orElseThrow().status()).isEqualTo(SendStatus.PENDING_COMMIT);
    }

    @Test
    void aRequestCannotWaitForTheCommit() throws Exception {
        fixture.registry.status = Status.STATUS_ACTIVE;

        assertThatThrownBy(() -> handle.request(text("x"), Duration.ofSeconds(1), with(TransactionMode.AFTER_COMMIT))
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(TransactionStateException.class)
                .hasMessageContaining("waits for the reply");
        assertThat(fixture.cluster.broker("a").requests(310)).isEmpty();
    }

    @Test
    void messagesForAfterTheCommitAreDroppedByARollbackAndSentAtOnceWithoutATransaction() throws Exception {
        fixture.registry.status = Status.STATUS_ACTIVE;
        SendOptions after = with(TransactionMode.AFTER_COMMIT);
        CompletableFuture<SendReceipt> dropped =
                handle.sendAsync(text("dropped"), after).toCompletableFuture();
        fixture.registry.end(Status.STATUS_ROLLEDBACK);

        assertThat(dropped).isCompletedExceptionally();
        assertThat(handle.send(text("at once"), after).status()).isEqualTo(SendStatus.SEND_OK);
        assertThat(fixture.visible()).containsExactly("at once");
    }

    @Test
    void aServerThatTellsNothingOfTheCommitHasNoMessagesAfterIt() throws Exception {
        fixture.close();
        fixture = TransactionsFixture.silent(directory.resolve("silent"));
        connection = fixture.connection();
        handle = ConnectorFixture.handle(connection);
        begin();

        assertThatThrownBy(() -> handle.send(text("x"), with(TransactionMode.AFTER_COMMIT)))
                .isInstanceOf(TransactionStateException.class)
                .hasMessageContaining("AFTER_COMMIT");
        assertThat(fixture.visible()).isEmpty();
    }

    @Test
    @Must({"C18", "C19", "C23"})
    void localTransactionsOfTheContainerCommitOrRollBackAndTellNoEvents() throws Exception {
        ConnectorFixture.Events events = new ConnectorFixture.Events();
        connection.addConnectionEventListener(events);
        connection.getLocalTransaction().begin();
        handle.send(text("kept"));
        assertThatThrownBy(() -> connection.getLocalTransaction().begin())
                .isInstanceOf(LocalTransactionException.class);
        assertThat(fixture.visible()).isEmpty();
        connection.getLocalTransaction().commit();
        connection.getLocalTransaction().begin();
        handle.send(text("dropped"));
        connection.getLocalTransaction().rollback();
        assertThatThrownBy(() -> connection.getLocalTransaction().commit())
                .isInstanceOf(LocalTransactionException.class);

        assertThat(fixture.visible()).containsExactly("kept");
        assertThat(events.all).isEmpty();
        assertThat(connection.getXAResource().recover(XAResource.TMSTARTRSCAN)).isEmpty();
        assertThat(directory.resolve("log")).doesNotExist();
    }

    @Test
    @Must("C20")
    void aHandleThatMovesSendsInTheTransactionOfItsNewConnection() throws Exception {
        RocketMQManagedConnection inside = fixture.connection();
        Xid xid = xid();
        inside.getXAResource().start(xid, TMNOFLAGS);

        inside.associateConnection(handle);
        handle.send(text("inside"));
        assertThat(fixture.visible()).isEmpty();
        connection.associateConnection(handle);
        handle.send(text("outside"));
        assertThat(fixture.visible()).containsExactly("outside");

        inside.getXAResource().end(xid, TMSUCCESS);
        inside.getXAResource().commit(xid, true);
        assertThat(fixture.visible()).containsExactly("outside", "inside");
    }

    @Test
    @Must("B19")
    void whateverWasDoneInTransactionsACleanedConnectionIsLikeAFreshOne() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int sequence = 0; sequence < 300; sequence++) {
            Xid xid = xid();
            for (int step = random.nextInt(12); step > 0; step--) {
                anyStep(random, xid);
            }
            connection.cleanup();

            RocketMQConnectionHandle fresh = ConnectorFixture.handle(connection);
            assertThat(fresh.send(text("s" + sequence)).status())
                    .as("seed %d, sequence %d", seed, sequence)
                    .isEqualTo(SendStatus.SEND_OK);
            Xid next = xid();
            connection.getXAResource().start(next, TMNOFLAGS);
            connection.getXAResource().end(next, TMSUCCESS);
            assertThat(connection.getXAResource().prepare(next)).isEqualTo(XAResource.XA_RDONLY);
            assertThat(connection.getXAResource().getTransactionTimeout()).isZero();
            connection.cleanup();
        }
    }

    private void anyStep(Random random, Xid xid) throws Exception {
        try {
            switch (random.nextInt(7)) {
                case 0 -> connection.getXAResource().start(xid, TMNOFLAGS);
                case 1 -> connection.getXAResource().end(xid, TMSUCCESS);
                case 2 -> connection.getXAResource().end(xid, XAResource.TMSUSPEND);
                case 3 -> connection.getLocalTransaction().begin();
                case 4 -> connection.getLocalTransaction().commit();
                case 5 -> connection.getXAResource().setTransactionTimeout(random.nextInt(100));
                default -> ConnectorFixture.handle(connection).send(text("any"));
            }
        } catch (XAException | LocalTransactionException inAWrongState) {
            assertThat(inAWrongState).hasMessageMatching("(?s).+");
        }
    }

    @Test
    void aCleanedOrDestroyedConnectionLeavesItsLocalTransactionRolledBack() throws Exception {
        connection.getLocalTransaction().begin();
        handle.send(text("forgotten"));
        connection.cleanup();
        fixture.cluster.broker("a").awaitRequests(37, 1);
        RocketMQManagedConnection other = fixture.connection();
        other.getLocalTransaction().begin();
        ConnectorFixture.handle(other).send(text("forgotten too"));
        other.destroy();

        assertThat(fixture.cluster.broker("a").awaitRequests(37, 2))
                .allSatisfy(end -> assertThat(end.ext("commitOrRollback")).isEqualTo("12"));
        assertThat(fixture.visible()).isEmpty();
    }

    private Xid begin() throws Exception {
        Xid xid = xid();
        connection.getXAResource().start(xid, TMNOFLAGS);
        return xid;
    }
}
