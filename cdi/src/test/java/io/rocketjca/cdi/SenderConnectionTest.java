package io.rocketjca.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.ConnectionFactoryUnavailableException;
import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.MessageSender;
import io.rocketjca.ReplyMessage;
import io.rocketjca.SendReceipt;
import io.rocketjca.TransactionStateException;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ResourceAllocationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SenderConnectionTest {

    private static final String NAME = "rocketmq/ConnectionFactory";
    private static final Message MESSAGE = Message.to("orders").text("x").build();

    private final RecordingFactory factory = new RecordingFactory();
    private final ManagedThreads threads = new ManagedThreads();
    private WeldContainer container;
    private MessageSender sender;

    /** A payload. */
    public record Order(String id, int amount) {}

    /** A payload whose getter fails. */
    public static final class Broken {
        public String getName() {
            throw new IllegalStateException("no name");
        }
    }

    @BeforeEach
    void start() {
        MemoryNaming.reset();
        MemoryNaming.BOUND.put(NAME, factory);
        threads.bind();
        container = CdiApplication.start();
        sender = CDI.current().select(MessageSender.class).get();
    }

    @AfterEach
    void stop() throws InterruptedException {
        container.close();
        threads.stop();
        ManagedThreads.CONTEXT.remove();
    }

    @Test
    void eachSendOpensOneConnectionAndClosesItAfterwards() {
        sender.send(MESSAGE);
        sender.sendAsync(MESSAGE);
        sender.sendOneWay(MESSAGE);
        assertThat(factory.sent)
                .extracting(RecordingFactory.Sent::mode)
                .containsExactly("send", "sendAsync", "sendOneWay");
        assertThat(factory.sent).allMatch(RecordingFactory.Sent::whileOpen);
        assertThat(factory.opened).hasValue(3);
        assertThat(factory.closed).hasValue(3);
    }

    @Test
    void aTransactionThatIsMarkedToBeRolledBackAndGetsNoConnectionIsTheReasonOfTheFailure() {
        factory.openFailure = new ResourceException("no");
        MemoryNaming.BOUND.put("java:comp/TransactionSynchronizationRegistry", MarkedTransaction.REGISTRY);

        assertThatThrownBy(() -> sender.send(MESSAGE))
                .isInstanceOf(TransactionStateException.class)
                .hasMessageContaining("marked to be rolled back")
                .hasCause(factory.openFailure);
    }

    @Test
    void aRequestTravelsWithItsTimeAndTheDispatcherOfTheApplication() {
        CompletableFuture<ReplyMessage> reply =
                sender.request(MESSAGE, Duration.ofSeconds(4)).toCompletableFuture();
        sender.to("questions").text("ready?").request(Duration.ofSeconds(5));

        assertThat(factory.sent)
                .extracting(RecordingFactory.Sent::mode)
                .containsExactly("request PT4S", "request PT5S");
        assertThat(factory.sent)
                .allMatch(RecordingFactory.Sent::whileOpen)
                .allMatch(sent -> sent.options().completions() != null);
        assertThat(factory.closed).hasValue(2);
        assertThat(reply).isNotDone();
        factory.replies.get(0).complete(null);
        assertThat(reply).isCompleted();
    }

    @Test
    void aFailedRequestFailsItsStageAndClosesItsConnection() {
        factory.sendFailure = new IllegalMessageException("too long");
        CompletableFuture<ReplyMessage> reply =
                sender.request(MESSAGE, Duration.ofSeconds(4)).toCompletableFuture();
        assertThatThrownBy(reply::join).hasCause(factory.sendFailure);
        assertThat(factory.closed).hasValue(1);
    }

    @Test
    void manyMessagesTogetherOpenOneConnectionAndCloseItAfterwards() {
        assertThat(sender.sendAll(List.of(MESSAGE, MESSAGE)))
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome.orElseThrow()).isNotNull());

        assertThat(factory.sent).extracting(RecordingFactory.Sent::mode).containsExactly("sendAll", "sendAll");
        assertThat(factory.sent)
                .allMatch(RecordingFactory.Sent::whileOpen)
                .allMatch(sent -> sent.options().completions() != null);
        assertThat(factory.opened).hasValue(1);
        assertThat(factory.closed).hasValue(1);
    }

    @Test
    void aSearchOpensOneConnectionAndClosesItAfterwards() {
        assertThat(sender.find("orders", "7F00")).isEmpty();

        assertThat(sender.recall("orders", "handle")).isEqualTo("id");

        assertThat(factory.searched).containsExactly("orders 7F00 null true", "recall orders handle null true");
        assertThat(factory.opened).hasValue(2);
        assertThat(factory.closed).hasValue(2);
    }

    @Test
    void theOptionsOfADraftArriveWithTheMessage() {
        MessageOptions later = MessageOptions.defaults().withDelayLevel(3);
        sender.to("orders").text("x").options(later).send();
        assertThat(factory.sent.get(0).message().options()).isSameAs(later);
    }

    @Test
    void aReplyIsWrittenLikeAnyMessage() {
        sender.replyTo(Map.of("CLUSTER", "C", "CORRELATION_ID", "1", "REPLY_TO_CLIENT", "c"))
                .tag("answer")
                .text("yes")
                .send();
        Message reply = factory.sent.get(0).message();
        assertThat(reply.reply()).isTrue();
        assertThat(reply.topic()).isEqualTo("C_REPLY_TOPIC");
        assertThat(reply.replyProperties())
                .containsOnly(
                        Map.entry("MSG_TYPE", "reply"),
                        Map.entry("CORRELATION_ID", "1"),
                        Map.entry("REPLY_TO_CLIENT", "c"));
    }

    @Test
    void aFailedSendClosesItsConnectionToo() {
        factory.sendFailure = new IllegalMessageException("too long");
        assertThatThrownBy(() -> sender.send(MESSAGE)).isSameAs(factory.sendFailure);
        assertThatThrownBy(() -> sender.sendOneWay(MESSAGE)).isSameAs(factory.sendFailure);
        CompletableFuture<SendReceipt> stage = sender.sendAsync(MESSAGE).toCompletableFuture();
        assertThatThrownBy(stage::join).hasCause(factory.sendFailure);
        assertThat(factory.closed).hasValue(3);
    }

    @Test
    void aConnectionThatFailsToCloseDoesNotHideTheReceipt() {
        factory.closeFailure = new IllegalStateException("pool is gone");
        assertThat(sender.send(MESSAGE).queueOffset()).isEqualTo(7);
    }

    @Test
    void theFactoryIsLookedUpOnceForAllSendersOfAnApplication() {
        MessageSender other = CDI.current().select(MessageSender.class).get();
        sender.send(MESSAGE);
        sender.send(MESSAGE);
        other.send(MESSAGE);
        assertThat(MemoryNaming.LOOKED_UP).filteredOn(NAME::equals).hasSize(1);
    }

    @Test
    void aFactoryThatGivesNoConnectionIsLookedUpAgain() {
        factory.openFailure = new ResourceAllocationException("the pool is exhausted");
        assertThatThrownBy(() -> sender.send(MESSAGE))
                .isInstanceOf(ConnectionFactoryUnavailableException.class)
                .hasMessageContaining(NAME)
                .hasMessageContaining("the pool is exhausted")
                .hasCause(factory.openFailure);
        RecordingFactory repaired = new RecordingFactory();
        MemoryNaming.BOUND.put(NAME, repaired);
        sender.send(MESSAGE);
        assertThat(repaired.sent).hasSize(1);
    }

    @Test
    void anAsynchronousSendWithoutFactoryFailsItsStageOnly() {
        MemoryNaming.BOUND.remove(NAME);
        CompletableFuture<SendReceipt> stage = sender.sendAsync(MESSAGE).toCompletableFuture();
        assertThatThrownBy(stage::join).hasCauseInstanceOf(ConnectionFactoryUnavailableException.class);
    }

    @Test
    void aCompletionRunsOnAManagedThreadInTheContextOfTheFirstSend() throws Exception {
        ManagedThreads.CONTEXT.set("orders.war");
        CompletableFuture<String> seen = sender.sendAsync(MESSAGE)
                .thenApply(receipt -> Thread.currentThread().getName() + " in " + ManagedThreads.CONTEXT.get() + " "
                        + receipt.topic())
                .toCompletableFuture();
        Thread io = new Thread(() -> factory.completeOldest(Runnable::run), "io");
        io.start();
        assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("managed in orders.war orders");
        io.join();
    }

    @Test
    void theDraftCarriesEveryPart() {
        byte[] body = {1, 2};
        sender.to("orders")
                .tag("created")
                .key(42)
                .key("k2")
                .flag(9)
                .property("region", "eu")
                .body(body)
                .send();
        Message message = factory.sent.get(0).message();
        assertThat(message.topic()).isEqualTo("orders");
        assertThat(message.tag()).isEqualTo("created");
        assertThat(message.keys()).isEqualTo("42 k2");
        assertThat(message.flag()).isEqualTo(9);
        assertThat(message.properties()).containsOnlyKeys("region").containsEntry("region", "eu");
        assertThat(message.body()).isSameAs(body);
    }

    @Test
    void theDraftSendsInAllThreeModes() {
        sender.to("a").text("x").send();
        sender.to("b").text("x").sendAsync();
        sender.to("c").text("x").sendOneWay();
        assertThat(factory.sent)
                .extracting(sent -> sent.mode() + " " + sent.message().topic())
                .containsExactly("send a", "sendAsync b", "sendOneWay c");
    }

    @Test
    void anObjectIsSentAsJson() {
        sender.to("orders").json(new Order("ö1", 3)).send();
        assertThat(factory.sent.get(0).message().body())
                .isEqualTo("{\"amount\":3,\"id\":\"ö1\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anObjectThatCannotBeWrittenIsAnIllegalMessage() {
        assertThatThrownBy(() -> sender.to("orders").json(new Broken()))
                .isInstanceOf(IllegalMessageException.class)
                .hasMessageContaining(Broken.class.getName());
        assertThatThrownBy(() -> sender.to("orders").json(null)).isInstanceOf(IllegalMessageException.class);
        assertThat(factory.opened).hasValue(0);
    }
}
