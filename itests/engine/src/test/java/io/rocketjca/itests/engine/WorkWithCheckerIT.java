package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.CheckerRegistration;
import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.StoredMessage;
import io.rocketjca.TransactionChecker;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.TransactionResult;
import io.rocketjca.itests.fixture.OfficialClient.HalfMessageEnd;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that the application's own work decides, and checkers that a real broker asks when that has not told. */
@RocketMQServer(
        value = RocketMQVersion.PREVIOUS,
        exclusive = true,
        config = {
            "transactionTimeOut=1000",
            "transactionCheckInterval=1000",
            "transactionCheckMax=100",
            // else the broker asks again for each end that it has not noted yet, which takes it three seconds
            "transactionOpMsgMaxSize=1"
        })
class WorkWithCheckerIT {

    /** The broker copies a half message before each question, and asks each second. */
    private static final Duration THREE_ROUNDS = Duration.ofMillis(3_500);

    private static final String GROUP = "work-it";

    private final RocketMQ server;
    private final StandaloneAdapter adapter;
    private final ExecutorService application = Executors.newSingleThreadExecutor();
    private final List<StoredMessage> asked = new CopyOnWriteArrayList<>();

    WorkWithCheckerIT(RocketMQ server) {
        this.server = server;
        this.adapter = StandaloneAdapter.of(server);
    }

    @AfterEach
    void close() {
        adapter.close();
        application.shutdownNow();
    }

    private RocketMQConnectionFactory factory(String group) {
        return adapter.factory(settings -> settings.setProducerGroup(group));
    }

    private CheckerRegistration register(RocketMQConnectionFactory factory, TransactionChecker checker)
            throws Exception {
        return factory.registerChecker(
                message -> {
                    asked.add(message);
                    return checker.check(message);
                },
                application);
    }

    private static Message message(String topic, String text) {
        return Message.to(topic).tag("t").key("k").property("p", "v").text(text).build();
    }

    @Test
    void whatItsWorkCommitsIsThereAndWhatItRollsBackNeverIs() throws Exception {
        server.createTopic("work", 1);
        try (RocketMQConnection connection = factory(GROUP).getConnection()) {
            TransactionResult kept =
                    connection.sendInTransaction(message("work", "kept"), half -> TransactionOutcome.COMMIT);
            TransactionResult dropped =
                    connection.sendInTransaction(message("work", "dropped"), half -> TransactionOutcome.ROLLBACK);

            assertThat(kept.state()).isEqualTo(TransactionResult.State.COMMITTED);
            assertThat(dropped.state()).isEqualTo(TransactionResult.State.ROLLED_BACK);
            assertThat(server.read("work")).singleElement().satisfies(stored -> {
                assertThat(stored.text()).isEqualTo("kept");
                assertThat(stored.messageId()).isEqualTo(kept.receipt().messageId());
            });
        }
    }

    @Test
    void theCheckerIsAskedForWhatTheWorkDidNotKnowAndItsAnswerEndsTheQuestions() throws Exception {
        server.createTopic("checked", 1);
        RocketMQConnectionFactory factory = factory(GROUP);
        try (CheckerRegistration registration = register(
                        factory,
                        message -> text(message).equals("commit")
                                ? TransactionOutcome.COMMIT
                                : TransactionOutcome.ROLLBACK);
                RocketMQConnection connection = factory.getConnection()) {
            String committed = pending(connection, "checked", "commit");
            String rolledBack = pending(connection, "checked", "roll back");

            assertThat(server.awaitMessages("checked", "k"))
                    .singleElement()
                    .satisfies(stored -> assertThat(stored.messageId()).isEqualTo(committed));
            AtomicLong before = new AtomicLong();
            RocketMQ.patiently().during(THREE_ROUNDS).until(() -> {
                long copies = copies(committed, rolledBack);
                return before.getAndSet(copies) == copies;
            });
            assertThat(server.read("checked")).hasSize(1);
            assertThat(asked).extracting(StoredMessage::messageId).contains(committed, rolledBack);
            assertThat(asked.get(0).properties()).containsEntry("p", "v");
            assertThat(asked.get(0).tag()).isEqualTo("t");
            assertThat(asked.get(0).keys()).isEqualTo("k");
            assertThat(registration).isNotNull();
        }
    }

    /** Where the official client's own listener does not know, ours of the same group is asked by the same broker, and believed. */
    @Test
    void aCheckerAnswersForHalfMessagesOfTheOfficialClientInItsGroup() throws Exception {
        server.createTopic("official-checked", 1);
        RocketMQConnectionFactory factory = factory("official-transactions");
        try (CheckerRegistration registration = register(factory, message -> TransactionOutcome.COMMIT);
                RocketMQConnection connection = factory.getConnection()) {
            connection.send(message("official-checked", "connects to the broker"));
            byte[] body = "sent by the official client".getBytes(StandardCharsets.UTF_8);
            String id = server.client().sendInTransaction("official-checked", body, HalfMessageEnd.UNKNOW);

            RocketMQ.patiently().until(() -> server.read("official-checked").size() == 2);

            assertThat(server.read("official-checked").get(1).messageId()).isEqualTo(id);
            assertThat(asked).allSatisfy(message -> {
                assertThat(message.messageId()).isEqualTo(id);
                assertThat(message.topic()).isEqualTo("official-checked");
                assertThat(message.body()).isEqualTo(body);
            });
            assertThat(registration).isNotNull();
        }
    }

    /** How often the broker has stored these half messages; other tests may leave some that are still asked for. */
    private long copies(String... ids) {
        return server.halfMessages().copies().stream()
                .filter(half -> List.of(ids).contains(half.messageId()))
                .count();
    }

    private static String pending(RocketMQConnection connection, String topic, String text) {
        TransactionResult result =
                connection.sendInTransaction(message(topic, text), half -> TransactionOutcome.UNKNOWN);
        assertThat(result.state()).isEqualTo(TransactionResult.State.PENDING);
        return result.receipt().messageId();
    }

    private static String text(StoredMessage message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }
}
