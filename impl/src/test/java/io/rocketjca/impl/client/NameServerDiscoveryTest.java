package io.rocketjca.impl.client;

import static io.rocketjca.impl.client.ClientFixture.BROKER;
import static io.rocketjca.impl.client.ClientFixture.NAME_SERVER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rocketjca.Message;
import io.rocketjca.NotSentException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.TlsConfig;
import io.rocketjca.impl.fake.ScriptedRemoting;
import io.rocketjca.impl.producer.MessageProducer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Name servers that are learned by HTTP from a real server, in hand-driven time. */
@Timeout(60)
class NameServerDiscoveryTest {

    private static final String OTHER = "other:1";
    private static final Duration REFRESH = NameServerDiscovery.REFRESH_INTERVAL;

    private final ClientFixture fixture = new ClientFixture();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String answer = NAME_SERVER;
    private volatile int status = 200;
    private HttpServer server;
    private String url;
    private MQClientInstance instance;
    private ScriptedRemoting remoting;
    private MessageProducer producer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/rocketmq/nsaddr", exchange -> {
            asked.incrementAndGet();
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/rocketmq/nsaddr";
        instance = new MQClientInstance(
                new ClientIdentity(List.of(), Credentials.ANONYMOUS, TlsConfig.OFF, url), fixture.environment());
        remoting = fixture.transport();
        remoting.peer(OTHER, request -> ClientFixture.answer(fixture.route()));
        instance.start();
        producer = instance.producer(ProducerConfig.defaults("orders"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @Row({"LIF-14", "CFG-01"})
    void theFirstSendWaitsForTheListAndFindsItsRouteByIt() {
        CompletableFuture<SendReceipt> send = send("t");
        assertThat(send).isNotDone();
        round();
        assertThat(remoting.count(NAME_SERVER, 105)).isEqualTo(1);
        assertThat(remoting.count(BROKER, 310)).isEqualTo(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void onlyTheFirstLineCountsWhateverSurroundsIt() {
        answer = "\r\n  other:1 ; ns:1 \r\nsomething else\n";
        round();
        send("t");
        assertThat(remoting.log()).anyMatch(line -> line.startsWith(OTHER) || line.startsWith(NAME_SERVER));
        assertThat(remoting.count(BROKER, 310)).isEqualTo(1);
    }

    @Test
    @Row("LIF-17")
    void itIsAskedEveryTwoMinutesAndANewListReplacesTheOldOne() {
        round();
        send("t");
        assertThat(remoting.openAddresses()).contains(NAME_SERVER);
        answer = OTHER;
        fixture.timer.advance(REFRESH.minus(NameServerDiscovery.ROUND_INTERVAL));
        assertThat(asked).hasValue(1);

        fixture.timer.advance(NameServerDiscovery.ROUND_INTERVAL);

        assertThat(asked).hasValue(2);
        assertThat(remoting.openAddresses()).doesNotContain(NAME_SERVER).contains(BROKER);
        long before = remoting.count(NAME_SERVER, 105);
        send("t2");
        assertThat(remoting.count(OTHER, 105)).isPositive();
        assertThat(remoting.count(NAME_SERVER, 105)).isEqualTo(before);
        assertThat(remoting.count(OTHER, 34)).as("heartbeats to a name server").isZero();
    }

    @Test
    void aLookupUnderWaySurvivesANewList() {
        round();
        fixture.timer.advance(REFRESH.minus(Duration.ofSeconds(1)));
        remoting.peer(NAME_SERVER, request -> null); // answers later
        CompletableFuture<SendReceipt> send = send("t");
        answer = OTHER;
        fixture.timer.advance(Duration.ofSeconds(1));
        assertThat(asked).hasValue(2);
        assertThat(remoting.openAddresses()).contains(NAME_SERVER);

        remoting.answerPending(NAME_SERVER, ClientFixture.answer(fixture.route()));

        assertThat(remoting.count(BROKER, 310)).isEqualTo(1);
        assertThat(send).isDone();
        fixture.timer.advance(fixture.config.heartbeatInterval());
        assertThat(remoting.openAddresses()).doesNotContain(NAME_SERVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "ns", "a:1;b:99999", "status 500", "status 302", "too long"})
    void whateverElseItAnswersTheOldListIsKept(String bad) {
        round();
        spoil(bad);
        fixture.timer.advance(REFRESH);
        assertThat(asked).hasValueGreaterThan(1);
        send("t");
        assertThat(remoting.count(NAME_SERVER, 105)).isPositive();
        assertThat(remoting.count(BROKER, 310)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "status 500", "too long", "gone"})
    void withoutAListTheSendFailsInTimeNamingTheAddressServerAndItIsAskedAgainSoon(String bad) {
        spoil(bad);
        CompletableFuture<SendReceipt> send = send("t");
        round();
        fixture.timer.advance(Duration.ofSeconds(3));
        assertThat(send)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NotSentException.class)
                .withMessageContainingAll(url, "nameServerAddressUrl");
        if (!bad.equals("gone")) {
            answer = NAME_SERVER;
            status = 200;
            fixture.timer.advance(NameServerDiscovery.ROUND_INTERVAL);
            send("t");
            assertThat(remoting.count(BROKER, 310)).isEqualTo(1);
        }
    }

    @Test
    void aClusterIsKnownByWhereItsNameServersAreLearned() {
        assertThat(ClientIdentity.of(instance.identity().cluster(), Credentials.ANONYMOUS))
                .isEqualTo(instance.identity());
        ClientIdentity configured = new ClientIdentity(List.of("a:1", "b:2"), Credentials.ANONYMOUS);
        assertThat(ClientIdentity.of(configured.cluster(), Credentials.ANONYMOUS))
                .isEqualTo(configured);
    }

    private void spoil(String bad) {
        switch (bad) {
            case "status 500" -> status = 500;
            case "status 302" -> status = 302;
            case "too long" -> answer = "ns:1;".repeat(AddressServer.MAX_ANSWER_BYTES);
            case "gone" -> server.stop(0);
            default -> answer = bad;
        }
    }

    private void round() {
        fixture.timer.advance(Duration.ofMillis(1));
    }

    private CompletableFuture<SendReceipt> send(String topic) {
        return producer.sendAsync(Message.to(topic).text("hello").build(), SendOptions.defaults())
                .toCompletableFuture();
    }
}
