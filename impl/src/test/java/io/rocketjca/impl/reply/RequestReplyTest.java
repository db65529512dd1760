package io.rocketjca.impl.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.NoReplyException;
import io.rocketjca.RefusedException;
import io.rocketjca.ReplyMessage;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.client.ClientRuntime;
import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeEncoding;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.fake.FakeNameServer;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.ZlibCompressor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests, replies to them, and replies of ours, over real sockets. */
class RequestReplyTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Message QUESTION =
            Message.to("questions").text("ready?").tag("t").build();
    private static final Map<String, String> RECEIVED = Map.of(
            "CLUSTER", "C1", "CORRELATION_ID", "c-1", "REPLY_TO_CLIENT", "10.0.0.9@1#a", "TTL", "3000", "other", "x");

    private final ExecutorService application =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "application"));
    private final FakeNameServer nameServer = FakeNameServer.start();
    private final FakeBroker broker = FakeBroker.start();
    private final ClientRuntime runtime = ClientRuntime.start(RuntimeConfig.defaults(), application);
    private ClientLease lease;
    private MessageProducer producer;

    @BeforeEach
    void connect() {
        nameServer.route("questions", "broker-a", broker.address(), 1);
        nameServer.route("C1_REPLY_TOPIC", "broker-a", broker.address(), 1);
        lease = runtime.lease(new ClientIdentity(List.of(nameServer.address()), Credentials.ANONYMOUS));
        producer = lease.producer(ProducerConfig.defaults("group"));
    }

    @AfterEach
    void stop() {
        runtime.stop();
        application.shutdownNow();
        broker.close();
        nameServer.close();
    }

    @Test
    @Row("RQR-01")
    void aRequestTellsWhoWaitsForItsReplyAndForHowLong() throws Exception {
        CompletableFuture<ReplyMessage> reply = request();
        Map<String, String> sent = awaitRequest(0);
        assertThat(sent)
                .containsEntry("TAGS", "t")
                .containsEntry("TTL", "30000")
                .containsKeys("CORRELATION_ID", "REPLY_TO_CLIENT", "UNIQ_KEY");
        List<FakeFrame> seen = broker.requests();
        assertThat(seen.get(0).code()).as("announced before it asks").isEqualTo(34);
        assertThat(seen.get(0).bodyText()).contains(sent.get("REPLY_TO_CLIENT"));

        int opaque = broker.push(pushed(sent.get("CORRELATION_ID")).withBody("yes".getBytes(UTF_8)));

        CompletableFuture<String> thread =
                reply.thenApply(answered -> Thread.currentThread().getName());
        ReplyMessage answered = reply.get(10, TimeUnit.SECONDS);
        assertThat(answered.text()).isEqualTo("yes");
        assertThat(answered.flag()).isEqualTo(7);
        assertThat(answered.tag()).isEqualTo("T");
        assertThat(answered.keys()).isEqualTo("K1 K2");
        assertThat(answered.bornAt()).isEqualTo(Instant.ofEpochMilli(1_790_000_000_000L));
        assertThat(answered.properties()).containsEntry("own", "ä€");
        assertThat(thread.get()).doesNotContain("-io-");
        FakeFrame acknowledgement = broker.awaitAnswers(1).get(0);
        assertThat(acknowledgement.code()).isZero();
        assertThat(acknowledgement.opaque()).isEqualTo(opaque);
    }

    @Test
    void aCompressedReplyIsDecompressedAndOneThatCannotBeEndsTheRequestWithTheReason() throws Exception {
        byte[] body = "Grüße ".repeat(2_000).getBytes(UTF_8);
        CompletableFuture<ReplyMessage> zlib = request();
        broker.push(pushed(correlationId(0)).withExt("sysFlag", "769").withBody(new ZlibCompressor(5).compress(body)));
        assertThat(zlib.get(10, TimeUnit.SECONDS).body()).isEqualTo(body);

        CompletableFuture<ReplyMessage> broken = request();
        broker.push(pushed(correlationId(1)).withExt("sysFlag", "1").withBody(new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> broken.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(NoReplyException.class)
                .hasMessageContainingAll(correlationId(1), "cannot be read");

        CompletableFuture<ReplyMessage> lz4 = request();
        broker.push(pushed(correlationId(2)).withExt("sysFlag", "257").withBody(new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> lz4.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(NoReplyException.class)
                .hasMessageContaining("not an LZ4 frame");
    }

    @Test
    void garbageIsRefusedAndDisturbsNothing() throws Exception {
        CompletableFuture<ReplyMessage> reply = request();
        String id = correlationId(0);
        broker.push(FakeFrame.request(326, 0));
        broker.push(pushed(id).withExt("sysFlag", "many"));
        broker.push(pushed(id).withExt("bornTimestamp", ""));
        broker.push(pushed(id).withExt("properties", "\u0001\u0002\u0001\u0002x"));
        broker.push(pushed("unknown").withBody("x".getBytes(UTF_8)));
        broker.push(pushed(id).withBody("at last".getBytes(UTF_8)).in(FakeEncoding.BINARY));

        assertThat(reply.get(10, TimeUnit.SECONDS).text()).isEqualTo("at last");
        assertThat(broker.awaitAnswers(6)).extracting(FakeFrame::code).containsExactly(1, 1, 1, 1, 0, 0);
        assertThat(broker.openConnections()).isEqualTo(1);
    }

    @Test
    void aReplyReachesItsRequestOverTheNextConnectionToo() throws Exception {
        CompletableFuture<ReplyMessage> reply = request();
        String id = correlationId(0);
        broker.dropConnections();
        broker.awaitRequests(34, 2);
        broker.push(pushed(id).withBody("after all".getBytes(UTF_8)));

        assertThat(reply.get(10, TimeUnit.SECONDS).text()).isEqualTo("after all");
        assertThat(broker.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void theStopOfTheAdapterEndsARequestThatWaits() throws Exception {
        CompletableFuture<ReplyMessage> reply = request();
        awaitRequest(0);
        runtime.stop();
        assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(NoReplyException.class);
    }

    @Test
    @Row({"RQR-03", "MSG-11", "SND-18"})
    void aReplyGoesOutAsAReplyRequestToTheReplyTopicWithWhatFindsTheRequest() {
        Message reply = Message.replyTo(RECEIVED)
                .text("yes")
                .tag("T")
                .key("K")
                .property("own", "1")
                .build();
        producer.send(reply, SendOptions.defaults());
        producer.send(Message.replyTo(RECEIVED).text("only a tag").tag("T").build(), SendOptions.defaults());

        assertThat(broker.requests(310)).isEmpty();
        FakeFrame request = broker.awaitRequests(325, 2).get(0);
        assertThat(request.ext("b")).isEqualTo("C1_REPLY_TOPIC");
        assertThat(request.bodyText()).isEqualTo("yes");
        Map<String, String> properties = broker.stored().get(0).properties();
        assertThat(properties)
                .containsEntry("MSG_TYPE", "reply")
                .containsEntry("CORRELATION_ID", "c-1")
                .containsEntry("REPLY_TO_CLIENT", "10.0.0.9@1#a")
                .containsEntry("TTL", "3000")
                .containsEntry("TAGS", "T")
                .containsEntry("KEYS", "K")
                .containsEntry("own", "1")
                .doesNotContainKeys("other", "CLUSTER");
        assertThat(broker.stored().get(1).properties()).containsEntry("CORRELATION_ID", "c-1");
    }

    @Test
    @Row("RQR-03")
    void aMessageOfOnesOwnToATopicWithSuchANameIsNoReply() {
        producer.send(Message.to("C1_REPLY_TOPIC").text("mine").build(), SendOptions.defaults());
        assertThat(broker.requests(310)).hasSize(1);
        assertThat(broker.requests(325)).isEmpty();
    }

    @Test
    void aReplyForAClientThatHasGoneSaysSo() {
        broker.on(325, request -> FakeReply.code(1, "push reply message fail, channel of <x> not found."));
        Message reply = Message.replyTo(RECEIVED).text("too late").build();
        assertThatThrownBy(() -> producer.send(reply, SendOptions.defaults()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("channel of <x> not found", "the client that waits for this reply has gone");
    }

    @Test
    void aReplyMayHaveATimeoutAndABornTimeOfItsOwn() {
        Instant born = Instant.ofEpochMilli(1_700_000_000_000L);
        Message reply = Message.replyTo(RECEIVED)
                .text("x")
                .options(MessageOptions.defaults().withBornTime(born).withTimeout(Duration.ofSeconds(9)))
                .build();
        assertThat(reply.placed()).isFalse();
        assertThat(reply.queue()).isNull();
        assertThat(reply.orderingKey()).isNull();
        assertThat(reply.withProperty("a", "b").reply()).isTrue();

        producer.send(reply, SendOptions.defaults());
        FakeFrame sent = broker.requests(325).get(0);
        assertThat(sent.ext("g")).isEqualTo("1700000000000");
        assertThat(sent.ext("i")).contains("MSG_TYPE\u0001reply\u0002", "REPLY_TO_CLIENT\u0001");
    }

    @Test
    void whatCannotBeAReplyIsRefused() {
        for (String name : List.of("CLUSTER", "CORRELATION_ID", "REPLY_TO_CLIENT")) {
            Map<String, String> incomplete = new HashMap<>(RECEIVED);
            incomplete.remove(name);
            assertThatThrownBy(() -> Message.replyTo(incomplete))
                    .isInstanceOf(IllegalMessageException.class)
                    .hasMessageContaining(name);
        }
        assertThatThrownBy(() -> Message.replyTo(null)).isInstanceOf(IllegalMessageException.class);
        assertThatThrownBy(() -> Message.replyTo(RECEIVED).orderingKey(1).build())
                .isInstanceOf(IllegalMessageException.class)
                .hasMessageContaining("is a reply");
        assertThatThrownBy(() -> Message.replyTo(RECEIVED)
                        .options(MessageOptions.defaults().withDelayLevel(3))
                        .build())
                .isInstanceOf(IllegalMessageException.class)
                .hasMessageContaining("is a reply");
        Map<String, String> forged = new HashMap<>(RECEIVED);
        forged.put("CORRELATION_ID", "c\u0002DELAY\u00013");
        Message reply = Message.replyTo(forged).text("x").build();
        assertThatThrownBy(() -> producer.send(reply, SendOptions.defaults()))
                .isInstanceOf(IllegalMessageException.class)
                .hasMessageContaining("CORRELATION_ID");
    }

    private CompletableFuture<ReplyMessage> request() {
        return lease.request(producer, QUESTION, LONG, SendOptions.defaults()).toCompletableFuture();
    }

    private Map<String, String> awaitRequest(int number) {
        return MessageProperties.decode(
                broker.awaitRequests(310, number + 1).get(number).ext("i"));
    }

    /** The correlation id of the request with a number, once the broker has it. */
    private String correlationId(int number) {
        return awaitRequest(number).get("CORRELATION_ID");
    }

    private static FakeFrame pushed(String correlationId) {
        return FakeFrame.request(326, 0)
                .withExt("producerGroup", "replier")
                .withExt("topic", "C1_REPLY_TOPIC")
                .withExt("queueId", "0")
                .withExt("sysFlag", "0")
                .withExt("flag", "7")
                .withExt("bornTimestamp", "1790000000000")
                .withExt("bornHost", "10.0.0.9:4711")
                .withExt("storeHost", "10.0.0.1:10911")
                .withExt("storeTimestamp", "1790000000001")
                .withExt(
                        "properties",
                        "MSG_TYPE\u0001reply\u0002CORRELATION_ID\u0001" + correlationId
                                + "\u0002TAGS\u0001T\u0002KEYS\u0001K1 K2\u0002own\u0001ä€\u0002");
    }
}
