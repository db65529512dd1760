package io.rocketjca.itests.payara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.contract.Must;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.SendFault;
import io.rocketjca.itests.fixture.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive in a server, used by an application from all its kinds of beans in all modes. */
@RocketMQServer(nameServersProperty = PayaraSetup.NAME_SERVERS)
@ExtendWith(PayaraSetup.class)
@ArquillianTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedPayaraIT extends EmbeddedServer {

    private static final int DELAY_MILLIS = 300;
    private static final int SYSTEM_BUSY = 2;

    /** The server's own class that runs a work. */
    private static final String WORK_OF_THE_SERVER = "com.sun.enterprise.connectors.work.OneWork";

    private boolean deployed;

    @BeforeEach
    void deployOnce() {
        if (!deployed) {
            new Deployments(deployer).deploy();
            deployed = true;
        }
    }

    @AfterAll
    void deletePools() {
        Deployments.deleteConnectionFactories();
    }

    @AfterEach
    void endTheFault() {
        server.inject(SendFault.none());
    }

    @Test
    void theImplementationIsNotOnTheClassPathOfTheTests() {
        assertThatThrownBy(() -> Class.forName("io.rocketjca.impl.connector.RocketMQResourceAdapter"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ejb, send", "ejb, sendAsync", "ejb, sendOneWay",
        "request, send", "request, sendAsync", "request, sendOneWay",
        "application, send", "application, sendAsync", "application, sendOneWay",
        "servlet, send", "servlet, sendAsync", "servlet, sendOneWay",
        "resource, send", "resource, sendAsync", "resource, sendOneWay"
    })
    void everyKindOfBeanSendsInEveryMode(String via, String mode) throws Exception {
        String topic = "payara-" + via + "-" + mode;
        server.createTopic(topic, 2);
        byte[] body = ("Grüße from " + via + " by " + mode).getBytes(StandardCharsets.UTF_8);

        Properties told = application.send(via, mode, topic, body);

        assertThat(told).doesNotContainKey("failure");
        StoredMessage stored = awaitMessage(topic);
        assertThat(stored.body()).isEqualTo(body);
        assertThat(stored.tags()).isEqualTo(mode);
        assertThat(stored.keys()).isEqualTo(via);
        assertThat(stored.properties()).containsEntry("via", via);
        if (!mode.equals("sendOneWay")) {
            assertThat(told)
                    .containsEntry("status", "SEND_OK")
                    .containsEntry("messageId", stored.messageId())
                    .containsEntry("offsetMessageId", stored.offsetMessageId())
                    .containsEntry("queueId", Integer.toString(stored.queueId()))
                    .containsEntry("queueOffset", Long.toString(stored.queueOffset()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ejb", "request", "application", "servlet"})
    @Must("B31")
    void completionsOfInjectedSendersRunOnManagedThreadsInTheContextOfTheApplication(String via) throws Exception {
        String topic = "payara-context-" + via;
        server.createTopic(topic, 1);
        server.inject(SendFault.delay(DELAY_MILLIS));

        Properties told = application.send(via, "sendAsync", topic, new byte[] {1});

        assertThat(told)
                .containsEntry("status", "SEND_OK")
                .containsEntry("managed", "true")
                .containsEntry("ownClassLoader", "true")
                .containsEntry("naming", "itest");
        assertThat(AdapterThreads.names()).isNotEmpty().doesNotContain(told.getProperty("thread"));
    }

    @Test
    @Must("B31")
    void completionsOfResourceUsersRunOnWorkThreads() throws Exception {
        server.createTopic("payara-work", 1);
        server.inject(SendFault.delay(DELAY_MILLIS));

        Properties told = application.send("resource", "sendAsync", "payara-work", new byte[] {1});

        assertThat(told).containsEntry("status", "SEND_OK");
        assertThat(told.getProperty("callers")).contains(WORK_OF_THE_SERVER);
        assertThat(AdapterThreads.names()).isNotEmpty().doesNotContain(told.getProperty("thread"));
    }

    @Test
    void fiftyConnectionFactoriesStartNoMoreThreadsThanOne() throws Exception {
        server.createTopic("payara-many", 1);
        application.sendThroughFactories(Deployments.MANY, 1, "payara-many");
        List<String> withOne = AdapterThreads.names();

        application.sendThroughFactories(Deployments.MANY, Deployments.MANY_FACTORIES, "payara-many");

        List<String> withFifty = AdapterThreads.names();
        System.out.printf(
                "EmbeddedPayaraIT: threads of the adapter with 1 connection factory: %d %s; with %d: %d %s%n",
                withOne.size(), withOne, Deployments.MANY_FACTORIES, withFifty.size(), withFifty);
        assertThat(withOne).isNotEmpty();
        assertThat(withFifty).isEqualTo(withOne);
        assertThat(server.read("payara-many")).hasSize(1 + Deployments.MANY_FACTORIES);
    }

    @Test
    void aPoolIsEncryptedAsItsPropertiesSay() throws Exception {
        server.createTopic("payara-encrypted", 1);

        application.sendThroughFactories(Deployments.ENCRYPTED, 1, "payara-encrypted");

        assertThat(server.read("payara-encrypted")).hasSize(1);
        assertThatThrownBy(() -> application.sendThroughFactories(Deployments.VERIFIED, 1, "payara-encrypted"))
                .hasMessageContaining("is not trusted");
    }

    @Test
    void aRefusalReachesTheApplicationWithItsStory() throws Exception {
        server.createTopic("payara-refused", 1);
        server.inject(SendFault.refuse(16));

        Properties told = application.send("servlet", "send", "payara-refused", new byte[] {1});

        assertThat(told.getProperty("failure"))
                .contains("RefusedException", "payara-refused", "injected fault 16", server.brokerAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "sendAsync"})
    void anInterceptorBeanMarksMessagesAndSeesRetriesAndTheEnd(String mode) throws Exception {
        String topic = "payara-" + mode + "-intercepted";
        server.createTopic(topic, 1);
        server.inject(SendFault.refuse(SYSTEM_BUSY).times(1));

        Properties told = application.send("ejb", mode, topic, new byte[] {1});

        assertThat(told).containsEntry("intercepted", "SEND_OK after 2");
        assertThat(awaitMessage(topic).properties()).containsEntry("intercepted", "two-way");
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "sendAsync", "sendOneWay"})
    void whatAnInterceptorBeanForbidsIsNotSent(String mode) throws Exception {
        server.createTopic("payara-forbidden", 1);
        server.inject(SendFault.none());

        Properties told = application.send("servlet", mode, "payara-forbidden", new byte[] {1});

        assertThat(told.getProperty("failure")).contains("SendVetoedException", "nobody may write to payara-forbidden");
        assertThat(server.requestsSinceFault()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "sendAsync", "sendOneWay"})
    void theContainersCredentialsForAReferenceSignWhatIsSentThroughIt(String mode) throws Exception {
        String topic = "payara-signed-" + mode;
        server.createTopic(topic, 1);
        server.inject(SendFault.none());

        assertThat(application.send("container", mode, topic, new byte[] {1})).doesNotContainKey("failure");
        awaitMessage(topic);
        assertThat(server.accessKeySinceFault()).isEqualTo("key-of-the-container");

        application.send("resource", mode, topic, new byte[] {2});
        server.awaitMessages(topic, 2);
        assertThat(server.accessKeySinceFault())
                .as("another reference to the same pool")
                .isEmpty();
    }

    @Test
    void aRequestOfTheApplicationIsAnswered() throws Exception {
        server.createTopic("payara-request", 1);
        server.client().replyTo("payara-request");

        assertThat(application.send("servlet", "request", "payara-request", "ping".getBytes(StandardCharsets.UTF_8)))
                .containsEntry("reply", "re: ping");
    }

    /** They are declared in a superclass, which a server has to look into too. */
    @Test
    void thePropertiesOfRoutingReachTheConnectionFactory() {
        Administrator administrator = new Administrator();
        administrator.createConnectionFactory("itest/illegal", "namespace=a%b");
        administrator.createConnectionFactory("itest/legal", "namespace=a-b");

        administrator.pingPool("itest/legal");
        assertThatThrownBy(() -> administrator.pingPool("itest/illegal")).hasMessageContaining("namespace");

        administrator.deleteConnectionFactory("itest/legal");
        administrator.deleteConnectionFactory("itest/illegal");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void anUndeployedAdapterLeavesNoThreadAndSendsAreRefusedInClearWords() throws Exception {
        server.createTopic("payara-undeploy", 1);
        Deployments deployments = new Deployments(deployer);
        for (int round = 1; round <= 2; round++) {
            assertThat(application.send("servlet", "send", "payara-undeploy", new byte[] {1}))
                    .containsEntry("status", "SEND_OK");
            assertThat(AdapterThreads.names()).isNotEmpty();

            deployments.undeployAdapter();

            assertThat(AdapterThreads.names()).isEmpty();
            for (String mode : new String[] {"send", "sendAsync", "sendOneWay"}) {
                Properties told = application.send("servlet", mode, "payara-undeploy", new byte[] {2});
                assertThat(told.getProperty("failure"))
                        .as(mode)
                        .contains("ConnectionFactoryUnavailableException", "rocketmq/ConnectionFactory");
            }
            deployments.undeployApplication();
            assertThat(server.read("payara-undeploy")).hasSize(round);
            deployments.redeploy(server.nameServers());
        }
    }

    private StoredMessage awaitMessage(String topic) {
        List<StoredMessage> stored = server.awaitMessages(topic, 1);
        assertThat(stored).hasSize(1);
        return stored.get(0);
    }
}
