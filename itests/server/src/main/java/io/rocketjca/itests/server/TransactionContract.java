package io.rocketjca.itests.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.StoredMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds on every full server: a row and a message are both there or neither, also if the server dies in the middle of the
 * transaction and is started again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TransactionContract {

    private static final String FOUND_PREPARED = "branches of an earlier run found prepared=1";

    /** The adapter warns after five minutes. */
    private static final Duration UNTIL_WARNED = Duration.ofMinutes(7);

    /** A server that has started may still be deploying. */
    private static final Duration UNTIL_READY = Duration.ofMinutes(3);

    /** A broker asks for messages that are 6 seconds old, every 30 seconds. */
    private static final Duration UNTIL_ASKED = Duration.ofMinutes(3);

    private final RocketMQ rocketmq;
    private final String name;
    private final Duration recoveryTime;
    private FullServer server;
    private TestApplication application;
    private OrdersDatabase database;

    /**
     * @param name what the topics begin with
     * @param recoveryTime how long the server may take to recover once it runs
     */
    protected TransactionContract(RocketMQ rocketmq, String name, Duration recoveryTime) {
        this.rocketmq = rocketmq;
        this.name = name;
        this.recoveryTime = recoveryTime;
    }

    /** Starts a server that nobody has set up. */
    protected abstract FullServer start() throws Exception;

    /** Sets it up as documented, with the test application and its data source {@code jdbc/itest}. */
    protected abstract void setUp(OrdersDatabase database, String nameServers) throws Exception;

    /** Takes all that away, as documented. */
    protected abstract void undo() throws Exception;

    @BeforeAll
    void setUpAsDocumented(@TempDir Path directory) throws Exception {
        database = OrdersDatabase.create(directory);
        server = start();
        application = new TestApplication(server);
        setUp(database, rocketmq.nameServers());
    }

    @AfterAll
    void remove() throws Exception {
        if (server != null) {
            try {
                undo();
            } finally {
                server.stopAndDelete();
            }
        }
    }

    @Test
    void aCommitShowsTheRowAndTheMessage() throws Exception {
        String topic = topic("committed");

        Properties told = application.transaction(topic, topic, "insert send:joining");

        assertThat(told).containsEntry("ended", "committed").containsEntry("send.joining", "PENDING_COMMIT");
        awaitBoth(topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "setRollbackOnly"})
    void aRollbackShowsNeither(String last) throws Exception {
        String topic = topic("rolled-back-" + last);

        Properties told = application.transaction(topic, topic, "insert send:joining " + last);

        assertThat(told).containsEntry("send.joining", "PENDING_COMMIT");
        assertThat(application.rows(topic)).isEmpty();
        application.transaction(topic, topic + "-2", "insert send:joining");
        assertThat(rocketmq.awaitMessages(topic, 1))
                .extracting(StoredMessage::text)
                .containsExactly(topic + "-2");
    }

    @Test
    void theBrokerAsksTheCheckerInTheContextOfItsApplication() throws Exception {
        String topic = topic("checked");

        assertThat(application.checked(topic, topic, "insert")).containsEntry("state", "PENDING");
        assertThat(rocketmq.read(topic)).isEmpty();
        RocketMQ.patiently()
                .atMost(UNTIL_ASKED)
                .until(() -> !application.checked(topic, topic, "asked").isEmpty());

        assertThat(application.checked(topic, topic, "asked"))
                .containsEntry("outcome", "COMMIT")
                .containsEntry("naming", "itest")
                .containsEntry("request", "active");
        awaitBoth(topic);
    }

    /** At which moment of the database the server dies, and in which transaction. */
    protected Stream<Arguments> deaths() {
        return Stream.of(
                // the database has committed, the broker not
                Arguments.of("afterCommit", "insert send:joining"),
                // the broker has committed, the database not
                Arguments.of("beforeCommit", "send:joining insert"));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void aServerThatDiesBetweenTwoCommitsCarriesOutBoth(String moment, String steps) throws Exception {
        String topic = topic(moment);
        crash(moment, topic, steps);

        startAgain();

        awaitBoth(topic);
    }

    @Test
    void aServerThatDiesBeforeItsDecisionTakesBothBack() throws Exception {
        String topic = topic("afterPrepare");
        crash("afterPrepare", topic, "send:joining insert");
        startAgain();

        recovered().until(() -> application
                .transaction(topic, topic, "insert send:joining")
                .getProperty("ended")
                .equals("committed"));

        awaitBoth(topic);
    }

    @Test
    void withoutRecoveryWhatIsInDoubtWaitsForTheServerThatIsToldToRecover() throws Exception {
        String topic = topic("in-doubt");
        server.recovery(false);
        crash("beforeCommit", topic, "insert send:joining");
        int before = count(server.log(), FOUND_PREPARED);

        startAgain();
        assertThat(application.transaction(topic, topic + "-2", "insert send:joining"))
                .containsEntry("ended", "committed");
        assertThat(count(server.log(), FOUND_PREPARED)).isEqualTo(before + 1);
        assertThat(rocketmq.awaitMessages(topic, 1))
                .extracting(StoredMessage::text)
                .containsExactly(topic + "-2");

        recover();
        awaitBoth(topic, topic + "-2");
    }

    @Test
    @Tag("minutes")
    void withoutRecoveryAWarningTellsHowToSwitchItOn() throws Exception {
        String topic = topic("warning");
        server.recovery(false);
        crash("beforeCommit", topic, "insert send:joining");
        int before = count(server.log(), warning());

        startAgain();
        RocketMQ.patiently().atMost(UNTIL_WARNED).until(() -> count(server.log(), warning()) > before);
        assertThat(rocketmq.read(topic)).isEmpty();

        recover();
        awaitBoth(topic);
    }

    /** What the warning says of this server. */
    protected abstract String warning();

    private String topic(String test) {
        String topic = name + "-" + test;
        rocketmq.createTopic(topic, 1);
        return topic;
    }

    private void crash(String moment, String topic, String steps) throws IOException {
        database.haltAt(moment);
        assertThatThrownBy(() -> application.transaction(topic, topic, steps)).isInstanceOf(IOException.class);
        assertThat(database.halted()).isTrue();
    }

    private void startAgain() throws IOException, InterruptedException {
        server.startAgain();
        awaitTheApplication();
    }

    private void recover() throws IOException, InterruptedException {
        server.recovery(true);
        server.restart();
        awaitTheApplication();
    }

    private void awaitTheApplication() {
        RocketMQ.patiently().atMost(UNTIL_READY).ignoreExceptions().until(application::ready);
    }

    /** Each of them once, as a row and as a message. */
    private void awaitBoth(String... ids) {
        recovered().until(() -> application.rows(ids[0]).size() == ids.length);
        recovered().until(() -> rocketmq.read(ids[0]).size() == ids.length);
        assertThat(rocketmq.read(ids[0])).extracting(StoredMessage::text).containsExactlyInAnyOrder(ids);
    }

    private ConditionFactory recovered() {
        return RocketMQ.patiently().atMost(recoveryTime).pollInterval(Duration.ofMillis(250));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
