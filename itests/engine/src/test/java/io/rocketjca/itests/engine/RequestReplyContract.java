package io.rocketjca.itests.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
import io.rocketjca.RefusedException;
import io.rocketjca.ReplyMessage;
import io.rocketjca.ReplyTimeoutException;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.OfficialClient;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.StoredMessage;
import io.rocketjca.itests.fixture.ThreadPoolBootstrap;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Requests and replies between us and the official client, through a broker of any version. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RequestReplyContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RocketMQ server;
    private final StandaloneAdapter adapter;
    private final RocketMQConnection connection;

    RequestReplyContract(RocketMQ server) {
        this.server = server;
        this.adapter = StandaloneAdapter.of(server);
        this.connection = adapter.connect(factory -> factory.setSendTimeoutMillis(20_000));
    }

    @AfterAll
    void stopTheAdapter() {
        adapter.close();
    }

    @Test
    @Row({"RQR-01", "RQR-04"})
    void theOfficialConsumerAnswersOurRequests() throws Exception {
        String topic = topic("questions", 2);
        server.client().replyTo(topic);
        String large = "large ".repeat(20_000);
        CompletableFuture<ReplyMessage> small = request(topic, "ready?", PATIENCE);
        CompletableFuture<ReplyMessage> compressed = request(topic, large, PATIENCE);
        CompletableFuture<String> thread =
                small.thenApply(reply -> Thread.currentThread().getName());

        ReplyMessage reply = small.get(70, TimeUnit.SECONDS);
        assertThat(reply.text()).isEqualTo("re: ready?");
        assertThat(reply.tag()).isEqualTo("answered");
        assertThat(reply.properties()).containsEntry("own", "grün").containsEntry("MSG_TYPE", "reply");
        // the official client's own id, which is longer where the machine has an IPv6 address only
        assertThat(reply.messageId()).matches("[0-9A-F]{32}|[0-9A-F]{56}");
        assertThat(thread.get()).startsWith(ThreadPoolBootstrap.THREAD_PREFIX);
        assertThat(compressed.get(70, TimeUnit.SECONDS).text()).isEqualTo("re: " + large);
    }

    @Test
    @Row({"RQR-02", "ERR-20"})
    void withoutAReplyTheRequestEndsInTimeAndIsStored() {
        String topic = topic("unanswered", 1);
        CompletableFuture<ReplyMessage> reply = request(topic, "anybody?", Duration.ofSeconds(3));

        assertThatThrownBy(() -> reply.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ReplyTimeoutException.class)
                .hasMessageContaining("3000 ms");
        assertThat(server.stored(topic)).isEqualTo(1);
    }

    @Test
    @Row("RQR-03")
    void theOfficialProducerGetsOurReply() {
        String topic = topic("asked", 1);
        OfficialClient official = server.client();
        int request = official.request(topic, "what?".getBytes(UTF_8), PATIENCE);
        StoredMessage received = server.awaitMessages(topic, 1).get(0);
        String answer = "that, in many words; ".repeat(1_000);

        SendReceipt receipt = connection.send(Message.replyTo(received.properties())
                .text(answer)
                .tag("T")
                .property("own", "grün")
                .build());

        OfficialClient.Reply reply = official.awaitReply(request);
        assertThat(new String(reply.body(), UTF_8)).isEqualTo(answer);
        assertThat(reply.properties()).containsEntry("own", "grün").containsEntry("TAGS", "T");
        assertThat(receipt.status()).isEqualTo(SendStatus.SEND_OK);
        assertThat(receipt.topic()).isEqualTo("DefaultCluster_REPLY_TOPIC");
        assertThat(receipt.messageId()).isEqualTo(reply.properties().get("UNIQ_KEY"));
    }

    @Test
    @Row("RQR-03")
    void aReplyForAClientThatHasGoneIsRefusedWithTheReason() {
        String topic = topic("gone", 1);
        request(topic, "still there?", PATIENCE);
        Map<String, String> request =
                new HashMap<>(server.awaitMessages(topic, 1).get(0).properties());
        request.put("REPLY_TO_CLIENT", "10.0.0.1@1#gone");

        assertThatThrownBy(() -> connection.send(
                        Message.replyTo(request).text("where are you?").build()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the client that waits for this reply has gone");
    }

    @Test
    @Row("RQR-01")
    void weCanAnswerOurselves() throws Exception {
        String topic = topic("ourselves", 1);
        CompletableFuture<ReplyMessage> reply = request(topic, "me?", PATIENCE);
        Map<String, String> received = server.awaitMessages(topic, 1).get(0).properties();
        connection.send(Message.replyTo(received).text("me!").build());

        assertThat(reply.get(70, TimeUnit.SECONDS).text()).isEqualTo("me!");
    }

    private CompletableFuture<ReplyMessage> request(String topic, String text, Duration timeout) {
        return connection.request(Message.to(topic).text(text).build(), timeout).toCompletableFuture();
    }

    private String topic(String purpose, int queues) {
        String topic = "reply-" + purpose;
        server.createTopic(topic, queues);
        return topic;
    }
}
