package io.rocketjca.itests.payara;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.SendFault;
import io.rocketjca.itests.fixture.StoredMessage;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Transactions of a server that span a database and a broker: what an application does in them, and what somebody else sees of
 * it afterwards, in both.
 */
@RocketMQServer(nameServersProperty = PayaraSetup.NAME_SERVERS)
@ExtendWith(PayaraSetup.class)
@ArquillianTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedTransactionsIT extends EmbeddedServer {

    private static final String COMMITTED = "committed";

    /** A broker asks for messages that are 6 seconds old, every 30 seconds. */
    private static final Duration UNTIL_ASKED = Duration.ofMinutes(3);

    private OrdersDatabase database;

    @BeforeEach
    void deployOnce() throws Exception {
        if (database == null) {
            TransactionDeployments.deploy(deployer);
            database = OrdersDatabase.create();
        }
    }

    @AfterAll
    void deletePools() throws Exception {
        TransactionDeployments.deletePools();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdi", "ejb", "user"})
    void aCommitBringsTheRowAndTheMessage(String via) throws Exception {
        String topic = topic("commit-" + via);

        Properties told = application.inTransaction(via, topic, topic, "insert", "send:joining");

        assertThat(told).containsEntry("ended", COMMITTED).containsEntry("send.joining", "PENDING_COMMIT");
        assertRows(topic, topic);
        assertMessages(topic, topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdi", "ejb", "user"})
    void anExceptionTakesBothBack(String via) throws Exception {
        String topic = topic("exception-" + via);

        Properties told = application.inTransaction(via, topic, topic, "insert", "send:joining", "throw");

        assertThat(told.getProperty("ended")).contains("as the story goes");
        assertRows(topic);
        assertMessages(topic);
    }

    @Test
    void aMessageThatWasSentBeforeTheTransactionIsMarkedToBeRolledBackNeverAppears() throws Exception {
        String topic = topic("marked-after");

        application.inTransaction("cdi", topic, topic, "insert", "send:joining", "setRollbackOnly");

        assertRows(topic);
        assertMessages(topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"send:joining", "sendAsync:joining"})
    void aMarkedTransactionTakesNoMessageAndNoBrokerHearsOfIt(String send) throws Exception {
        String topic = topic("marked-before-" + send.replace(':', '-'));
        application.inTransaction("cdi", topic, topic, send);
        server.inject(SendFault.none());

        Properties told = application.inTransaction("cdi", topic, topic + "-2", "insert", "setRollbackOnly", send);

        assertThat(server.requestsSinceFault()).isZero();
        if (send.startsWith("send:")) {
            assertThat(told.getProperty("failure")).contains("TransactionStateException", "marked to be rolled back");
        }
        assertRows(topic);
        assertMessages(topic, topic);
    }

    @Test
    void aTransactionThatRunsOutOfTimeTakesBothBack() throws Exception {
        String topic = topic("timeout");

        Properties told = application.inTransaction("user", 2, topic, topic, "insert", "send:joining", "awaitTimeout");

        assertThat(told.getProperty("ended")).isNotEqualTo(COMMITTED);
        assertRows(topic);
        assertMessages(topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdi", "ejb", "user"})
    void anInnerTransactionOfItsOwnCommitsThoughTheOuterDoesNot(String via) throws Exception {
        String topic = topic("inner-" + via);

        application.inTransaction(via, topic, topic, "insert", "send:joining", "requiresNew", "send:joining", "throw");

        assertRows(topic, topic + "-inner");
        assertMessages(topic, topic + "-inner");
    }

    @Test
    void twoConnectionFactoriesShareOneBranchOfATransaction() throws Exception {
        String topic = topic("shared");

        Properties told = application.inTransaction("cdi", topic, topic, "insert", "send:joining", "send:second");

        assertThat(told).containsEntry("ended", COMMITTED);
        assertRows(topic, topic);
        assertMessages(topic, topic, topic);
        assertThat(server.read(topic))
                .extracting(message -> message.properties().get("RXA_XID"))
                .doesNotContainNull()
                .hasSize(2)
                .containsOnly(server.read(topic).get(0).properties().get("RXA_XID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cdi", "ejb", "user"})
    void aTransactionWithoutADatabaseCommitsItsMessagesInOnePhase(String via) throws Exception {
        String topic = topic("one-phase-" + via);

        Properties told = application.inTransaction(via, topic, topic, "send:joining", "send:joining");
        application.inTransaction(via, topic, topic + "-2", "send:joining", "throw");

        assertThat(told).containsEntry("ended", COMMITTED);
        assertMessages(topic, topic, topic);
    }

    @Test
    void whatIsSentImmediatelyStaysWhateverBecomesOfTheTransaction() throws Exception {
        String topic = topic("immediate");

        Properties told = application.inTransaction("cdi", topic, topic, "insert", "send:immediate", "throw");

        assertThat(told).containsEntry("send.immediate", "SEND_OK");
        assertRows(topic);
        assertMessages(topic, topic);
    }

    @Test
    void whatIsSentAfterTheCommitIsSentOnlyThen() throws Exception {
        String topic = topic("after-commit");

        application.inTransaction("cdi", topic, topic, "insert", "send:afterCommit", "throw");
        assertThat(server.read(topic)).isEmpty();
        Properties told =
                application.inTransaction("cdi", topic, topic, "insert", "send:afterCommit", "sendOneWay:afterCommit");

        assertThat(told).containsEntry("ended", COMMITTED);
        assertRows(topic, topic);
        server.awaitMessages(topic, 2);
        assertMessages(topic, topic, topic);
    }

    @Test
    void aOneWayMessageIsRefusedInsideATransactionUnlessItIsSentImmediately() throws Exception {
        String topic = topic("one-way");

        Properties told = application.inTransaction("cdi", topic, topic, "insert", "sendOneWay:joining");
        Properties immediate = application.inTransaction("cdi", topic, topic, "insert", "sendOneWay:immediate");

        assertThat(told.getProperty("failure")).contains("TransactionStateException", "IMMEDIATE");
        assertThat(immediate).containsEntry("ended", COMMITTED);
        assertRows(topic, topic);
        server.awaitMessages(topic, 1);
        assertMessages(topic, topic);
    }

    @Test
    void aCommitWaitsForWhatWasSentWithoutWaiting() throws Exception {
        String topic = topic("async");
        server.inject(SendFault.delay(300));

        Properties told;
        try {
            told = application.inTransaction("cdi", topic, topic, "insert", "sendAsync:joining", "sendAsync:joining");
        } finally {
            server.inject(SendFault.none());
        }

        assertThat(told).containsEntry("ended", COMMITTED);
        assertRows(topic, topic);
        assertMessages(topic, topic, topic);
    }

    @Test
    void aMessageThatFailedUnseenTakesTheRowBack() throws Exception {
        String topic = topic("async-failed");
        application.inTransaction("cdi", topic, topic, "send:joining");
        server.inject(SendFault.refuse(16));

        Properties told;
        try {
            told = application.inTransaction("cdi", topic, topic + "-2", "insert", "sendAsync:joining");
        } finally {
            server.inject(SendFault.none());
        }

        assertThat(told.getProperty("ended")).isNotEqualTo(COMMITTED);
        assertRows(topic);
        assertMessages(topic, topic);
    }

    @Test
    void aPoolOfLocalTransactionsTakesPartBesideADatabase() throws Exception {
        String topic = topic("local");

        Properties told = application.inTransaction("cdi", topic, topic, "insert", "send:local", "send:local");
        application.inTransaction("cdi", topic, topic + "-2", "insert", "send:local", "throw");

        assertThat(told).containsEntry("ended", COMMITTED).containsEntry("send.local", "PENDING_COMMIT");
        assertRows(topic, topic);
        assertMessages(topic, topic, topic);
    }

    @Test
    void aPoolWithoutTransactionsSendsAtOnce() throws Exception {
        String topic = topic("none");

        Properties told = application.inTransaction("cdi", topic, topic, "insert", "send:none", "throw");

        assertThat(told).containsEntry("send.none", "SEND_OK");
        assertRows(topic);
        assertMessages(topic, topic);
    }

    @ParameterizedTest
    @CsvSource({"insert, COMMIT", "nothing, ROLLBACK"})
    void theBrokerAsksTheCheckerInTheContextOfItsApplication(String work, String outcome) throws Exception {
        String topic = topic("checked-" + work);

        assertThat(application.checked(topic, topic, work))
                .containsEntry("state", "PENDING")
                .containsEntry("intercepted", "true");
        assertMessages(topic);
        RocketMQ.patiently()
                .atMost(UNTIL_ASKED)
                .until(() -> !application.checked(topic, topic, "asked").isEmpty());

        assertThat(application.checked(topic, topic, "asked"))
                .containsEntry("outcome", outcome)
                .containsEntry("body", topic)
                .containsEntry("managed", "true")
                .containsEntry("naming", "itest")
                .containsEntry("ownClassLoader", "true")
                .containsEntry("request", "active");
        if (outcome.equals("COMMIT")) {
            server.awaitMessages(topic, 1);
            assertMessages(topic, topic);
        } else {
            assertMessages(topic);
        }
    }

    private String topic(String name) {
        String topic = "payara-tx-" + name;
        server.createTopic(topic, 1);
        return topic;
    }

    private void assertRows(String prefix, String... ids) throws Exception {
        assertThat(database.idsLike(prefix)).containsExactly(ids);
    }

    /** In any order, and no others. */
    private void assertMessages(String topic, String... texts) {
        List<StoredMessage> visible = server.read(topic);
        assertThat(visible).extracting(StoredMessage::text).containsExactlyInAnyOrder(texts);
    }
}
