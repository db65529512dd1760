package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rocketjca.Message;
import io.rocketjca.QueryFailedException;
import io.rocketjca.RefusedException;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.connector.RocketMQManagedConnectionFactory;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.StoredMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a broker with access control, whatever its version, makes of signed requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccessControlContract {

    static final String ADMIN = "rocket-admin";
    static final String ADMIN_SECRET = "secret-of-admin";
    static final String JOE = "rocket-joe";
    static final String JOE_SECRET = "secret-of-joe-ü";
    static final String OPEN_TO_JOE = "open-to-joe";
    static final String CLOSED_TO_JOE = "closed-to-joe";

    private final int refusal;
    private RocketMQ server;
    private StandaloneAdapter adapter;

    /**
     * @param refusal the code with which the broker refuses
     */
    AccessControlContract(int refusal) {
        this.refusal = refusal;
    }

    /** Starts a server that knows the administrator, and Joe as one who may publish to his topic only. */
    abstract RocketMQ start(Path home) throws IOException;

    @BeforeAll
    void startAll(@TempDir Path home) throws IOException {
        server = start(home);
        adapter = StandaloneAdapter.of(server);
        server.createTopic(OPEN_TO_JOE, 1);
        server.createTopic(CLOSED_TO_JOE, 1);
    }

    @AfterAll
    void stop() {
        adapter.close();
        server.close();
    }

    final RocketMQ server() {
        return server;
    }

    private static Consumer<RocketMQManagedConnectionFactory> as(String user, String secret) {
        return factory -> {
            factory.setUserName(user);
            factory.setPassword(secret);
            factory.setSendTimeoutMillis(10_000);
        };
    }

    private static Message message(String topic) {
        return Message.to(topic)
                .text("Grüße: 你好".repeat(700))
                .tag("tag")
                .key("Schlüssel")
                .property("color", "grün")
                .flag(-1)
                .build();
    }

    @ParameterizedTest
    @EnumSource(SendMode.class)
    void aUserMaySendToTheTopicsThatAreOpenToHim(SendMode mode) throws Exception {
        RocketMQConnection connection = adapter.connect(as(JOE, JOE_SECRET));
        long before = server.stored(OPEN_TO_JOE);

        mode.send(connection, message(OPEN_TO_JOE));

        StoredMessage stored =
                server.awaitMessages(OPEN_TO_JOE, (int) before + 1).get((int) before);
        assertThat(stored.body()).isEqualTo(message(OPEN_TO_JOE).body());
        assertThat(stored.properties()).containsEntry("color", "grün");
    }

    @Test
    void heartbeatsAndFarewellsOfUsersAreAccepted() throws Exception {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                    warnings.add(entry.getMessage());
                }
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Logger logger = Logger.getLogger("io.rocketjca.impl.client");
        logger.addHandler(handler);
        try (StandaloneAdapter own = StandaloneAdapter.of(server)) {
            own.connect(as(JOE, JOE_SECRET)).send(message(OPEN_TO_JOE));
            own.stop();
            assertThat(warnings).isEmpty();
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void aSecurityTokenIsCoveredByTheSignature() {
        RocketMQConnection connection =
                adapter.connect(as(ADMIN, ADMIN_SECRET).andThen(factory -> factory.setSecurityToken("tök€n")));

        assertThat(connection.send(message(CLOSED_TO_JOE)).attempts()).isEqualTo(1);
    }

    @Test
    void aWrongSecretAnUnknownUserAndNobodyAreRefusedAtOnceWithAHint() {
        assertRefused(as(JOE, "wrong-secret"), OPEN_TO_JOE);
        assertRefused(as("rocket-ghost", "any-secret"), OPEN_TO_JOE);
        assertRefused(as(null, null), OPEN_TO_JOE);
    }

    @Test
    void aTopicThatIsNotOpenToAUserIsRefusedAtOnceWithAHint() {
        assertRefused(as(JOE, JOE_SECRET), CLOSED_TO_JOE);
    }

    private void assertRefused(Consumer<RocketMQManagedConnectionFactory> settings, String topic) {
        RocketMQConnection connection = adapter.connect(settings);
        long before = server.stored(topic);

        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> connection.send(message(topic)));

        assertThat(refused.responseCode()).isEqualTo(refusal);
        assertThat(refused.attempts()).hasSize(1);
        assertThat(refused).hasMessageContainingAll("Hint: check userName", "password", topic);
        assertThat(server.stored(topic)).isEqualTo(before);
    }

    @Test
    void whoMayOnlyPublishIsToldThatHeMayNotLookForMessages() {
        RocketMQConnection connection = adapter.connect(as(JOE, JOE_SECRET));
        SendReceipt receipt = connection.send(message(OPEN_TO_JOE));

        assertThatThrownBy(() -> connection.find(OPEN_TO_JOE, receipt.messageId()))
                .isInstanceOfSatisfying(QueryFailedException.class, failed -> assertThat(failed.denied())
                        .isTrue())
                .hasMessageContainingAll("Hint: the user of the connection factory needs the permission", OPEN_TO_JOE);

        RocketMQConnection admin = adapter.connect(as(ADMIN, ADMIN_SECRET));
        assertThat(RocketMQ.patiently()
                        .until(() -> admin.find(OPEN_TO_JOE, receipt.messageId()), found -> found.isPresent()))
                .isPresent();
    }

    @Test
    void usersOfOneFactoryAreKeptApart() throws Exception {
        RocketMQConnectionFactory factory = adapter.factory(as(JOE, JOE_SECRET));
        try (RocketMQConnection joe = factory.getConnection();
                RocketMQConnection admin = factory.getConnection(ADMIN, ADMIN_SECRET)) {
            SendReceipt receipt = admin.send(message(CLOSED_TO_JOE));

            assertThat(receipt.attempts()).isEqualTo(1);
            assertThat(catchThrowableOfType(RefusedException.class, () -> joe.send(message(CLOSED_TO_JOE))))
                    .isNotNull();
        }
    }
}
