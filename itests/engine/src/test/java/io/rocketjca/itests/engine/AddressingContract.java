package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.rocketjca.Message;
import io.rocketjca.NotSentException;
import io.rocketjca.RefusedException;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.OfficialClient.BrokerRoute;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.SendFault;
import io.rocketjca.itests.fixture.StoredMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Where a message goes by the settings of its factory, on a broker that creates topics by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AddressingContract {

    static final String AUTO_CREATE = "autoCreateTopicEnable=true";

    private static final int UNIT_TOPIC = 1;
    private static final int ILLEGAL = 13;

    final RocketMQ server;
    final StandaloneAdapter adapter;

    AddressingContract(RocketMQ server) {
        this.server = server;
        this.adapter = StandaloneAdapter.of(server);
    }

    /** Topics are created by way of the broker's own, which the name server learns of a moment after the broker's address. */
    @BeforeAll
    void awaitTheTopicThatCreatesOthers() {
        RocketMQ.patiently().until(() -> routeOf("TBW102"), route -> route != null);
    }

    @AfterAll
    void stopTheAdapter() {
        adapter.close();
    }

    @Test
    void theFirstSendCreatesATopicIfBothSidesWantIt() throws Exception {
        try (RocketMQConnection connection = adapter.connect(factory -> {
            factory.setAutoCreateTopic(true);
            factory.setAutoCreateTopicQueues(3);
        })) {
            SendReceipt receipt = connection.send(message("created"));

            assertThat(server.awaitMessages("created", 1).get(0).messageId()).isEqualTo(receipt.messageId());
        }
        assertThat(RocketMQ.patiently().until(() -> routeOf("created"), route -> route != null))
                .satisfies(route -> {
                    assertThat(route.writeQueues()).isEqualTo(3);
                    assertThat(route.sysFlag()).isZero();
                });
    }

    @Test
    void withoutThatSettingNoTopicIsCreated() throws Exception {
        try (RocketMQConnection connection = adapter.connect()) {
            NotSentException notSent =
                    catchThrowableOfType(NotSentException.class, () -> connection.send(message("not-created")));

            assertThat(notSent).hasMessageContaining("not-created");
        }
        assertThat(server.stored("not-created")).isZero();
    }

    @Test
    @Row("CFG-24")
    void aTopicThatUnitModeCreatesIsMarkedAsTheTopicOfAUnit() throws Exception {
        try (RocketMQConnection connection = adapter.connect(factory -> {
            factory.setAutoCreateTopic(true);
            factory.setUnitMode(true);
        })) {
            connection.send(message("of-a-unit"));
        }
        assertThat(RocketMQ.patiently().until(() -> routeOf("of-a-unit"), route -> route != null))
                .satisfies(route -> assertThat(route.sysFlag()).isEqualTo(UNIT_TOPIC));
    }

    /** The route that the name server has, once the broker has told it. */
    private BrokerRoute routeOf(String topic) {
        try {
            return server.client().route(topic).get(0);
        } catch (IllegalStateException notYet) {
            return null;
        }
    }

    @Test
    @Row({"CFG-23", "LIF-25"})
    void aNamespaceIsPartOfTopicAndGroupOnTheBrokerAndOfNothingHere() throws Exception {
        server.createTopic("tenant1%orders", 2);
        server.createTopic("orders", 2);
        try (RocketMQConnection connection = adapter.connect(factory -> {
            factory.setNamespace("tenant1");
            factory.setProducerGroup("shop");
        })) {
            SendReceipt receipt = connection.send(message("orders"));

            StoredMessage stored = server.awaitMessages("tenant1%orders", 1).get(0);
            assertThat(receipt.topic()).isEqualTo("orders");
            assertThat(stored.messageId()).isEqualTo(receipt.messageId());
            assertThat(stored.topic()).isEqualTo("tenant1%orders");
            assertThat(stored.properties()).containsEntry("INSTANCE_ID", "tenant1");
            assertThat(server.stored("orders")).isZero();
            RocketMQ.patiently().until(() -> server.knowsProducersOf("tenant1%shop"));
            assertThat(server.knowsProducersOf("shop")).isFalse();
            assertThat(RocketMQ.patiently()
                            .until(() -> connection.find("orders", receipt.messageId()), found -> found.isPresent()))
                    .hasValueSatisfying(found -> assertThat(found.topic()).isEqualTo("orders"));
        }
    }

    @Test
    @Row({"CFG-19", "SND-17"})
    void theVipChannelIsTheSecondPortOfTheBroker() throws Exception {
        server.createTopic("important", 2);
        try (RocketMQConnection plain = adapter.connect();
                RocketMQConnection vip = adapter.connect(factory -> factory.setVipChannelEnabled(true))) {
            // faults happen on the first port alone
            server.inject(SendFault.refuse(ILLEGAL));
            assertThat(catchThrowableOfType(RefusedException.class, () -> plain.send(message("important")))
                            .responseCode())
                    .isEqualTo(ILLEGAL);

            SendReceipt receipt = vip.send(message("important"));

            assertThat(server.requestsSinceFault()).isEqualTo(1);
            assertThat(server.read("important"))
                    .extracting(StoredMessage::messageId)
                    .containsExactly(receipt.messageId());
        } finally {
            server.inject(SendFault.none());
        }
    }

    @Test
    void anAddressServerTellsTheNameServersAndNamedTopicsArePrepared() throws Exception {
        server.createTopic("discovered", 2);
        HttpServer addresses = addressServer();
        try (StandaloneAdapter discovering = new StandaloneAdapter(
                        null,
                        settings -> settings.setNameServerAddressUrl(
                                "http://127.0.0.1:" + addresses.getAddress().getPort() + "/rocketmq/nsaddr"));
                RocketMQConnection connection = discovering.connect(factory -> factory.setTopics("discovered"))) {
            connection.send(message("discovered"));
        } finally {
            addresses.stop(0);
        }
        assertThat(server.stored("discovered")).isEqualTo(1);
    }

    @Test
    void aBrokerForgetsTheProducersOfAnAdapterThatStopped() {
        server.createTopic("farewell", 1);
        try (StandaloneAdapter leaving = StandaloneAdapter.of(server)) {
            leaving.connect(factory -> factory.setProducerGroup("leaving")).send(message("farewell"));
            RocketMQ.patiently().until(() -> server.knowsProducersOf("leaving"));

            leaving.stop();

            RocketMQ.patiently().until(() -> !server.knowsProducersOf("leaving"));
        }
    }

    private HttpServer addressServer() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = (server.nameServers() + "\n").getBytes(StandardCharsets.US_ASCII);
        http.createContext("/rocketmq/nsaddr", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        http.start();
        return http;
    }

    static Message message(String topic) {
        return Message.to(topic).text("to " + topic).build();
    }
}
