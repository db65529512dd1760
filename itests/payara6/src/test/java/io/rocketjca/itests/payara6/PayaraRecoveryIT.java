package io.rocketjca.itests.payara6;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.StoredMessage;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A full server that dies in the middle of a transaction of a database and a broker, and is started again: both end as the
 * transaction manager decided.
 */
@RocketMQServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayaraRecoveryIT {

    private static final String FOUND_PREPARED = "branches of an earlier run found prepared=1";

    private final RocketMQ server;
    private final HttpClient http = HttpClient.newHttpClient();
    private PayaraDomain domain;
    private OrdersDatabase database;

    PayaraRecoveryIT(RocketMQ server) {
        this.server = server;
    }

    @BeforeAll
    void setUpAsDocumented(@TempDir Path directory) throws Exception {
        database = OrdersDatabase.create(directory);
        domain = PayaraDomain.start("database.jar");
        domain.asadmin(
                "recovery-set-up",
                DocumentedCommands.below("Set up", server.nameServers())
                        + "asadmin create-connector-resource --poolname rocketmq/pool rocketmq/xa/0\n"
                        + database.dataSource("jdbc/itest")
                        + "asadmin deploy --name itest --contextroot itest itest.war\n");
    }

    @AfterAll
    void remove() throws Exception {
        if (domain != null) {
            domain.stopAndDelete();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // the database has committed, the broker not
        "afterCommit, insert send:joining",
        // the broker has committed, the database not
        "beforeCommit, send:joining insert"
    })
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

        String told = inTransaction(topic, topic, "insert send:joining");

        assertThat(told).as("nothing of the first holds the row").contains("ended=committed");
        awaitBoth(topic);
    }

    @Test
    void withoutAutomaticRecoveryWhatIsInDoubtWaitsForTheServerThatIsToldToRecover() throws Exception {
        String topic = topic("in-doubt");
        domain.asadmin("recovery-off", DocumentedCommands.below("Recovery").replace("=true", "=false"));
        crash("beforeCommit", topic, "insert send:joining");
        int before = count(domain.serverLog(), FOUND_PREPARED);

        startAgain();
        assertThat(inTransaction(topic, topic + "-2", "insert send:joining")).contains("ended=committed");
        assertThat(count(domain.serverLog(), FOUND_PREPARED)).isEqualTo(before + 1);
        assertThat(rows(topic)).containsExactly(topic + "-2");
        assertThat(server.read(topic)).extracting(StoredMessage::text).containsExactly(topic + "-2");

        domain.asadmin("recovery-on", DocumentedCommands.below("Recovery"));
        domain.restart();
        awaitTheApplication();

        RocketMQ.patiently().until(() -> rows(topic).size() == 2);
        assertThat(server.awaitMessages(topic, 2))
                .extracting(StoredMessage::text)
                .containsExactlyInAnyOrder(topic, topic + "-2");
    }

    private String topic(String name) {
        String topic = "payara6-recovery-" + name;
        server.createTopic(topic, 1);
        return topic;
    }

    private void crash(String moment, String topic, String steps) throws IOException {
        database.haltAt(moment);
        assertThatThrownBy(() -> inTransaction(topic, topic, steps)).isInstanceOf(IOException.class);
        assertThat(database.halted()).isTrue();
    }

    private void startAgain() throws IOException, InterruptedException {
        domain.startAgain();
        awaitTheApplication();
    }

    private void awaitTheApplication() {
        RocketMQ.patiently().until(() -> inTransaction("none", "none", "list").contains("ended=committed"));
    }

    /** The committed rows whose ids begin so. */
    private List<String> rows(String prefix) throws IOException, InterruptedException {
        Properties told = new Properties();
        told.load(new StringReader(inTransaction("none", "none", "list")));
        return Stream.of(told.getProperty("ids", "").split(" "))
                .filter(id -> id.startsWith(prefix))
                .toList();
    }

    /** Each of them once. */
    private void awaitBoth(String topic) {
        RocketMQ.patiently().until(() -> rows(topic).contains(topic));
        assertThat(server.awaitMessages(topic, 1))
                .extracting(StoredMessage::text)
                .containsExactly(topic);
    }

    private String inTransaction(String topic, String id, String steps) throws IOException, InterruptedException {
        String query = "via=cdi&timeout=0&topic=" + topic + "&id=" + id + "&steps="
                + URLEncoder.encode(steps, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(domain.url() + "/itest/transaction?" + query))
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }
}
