package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.MessagingException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Sends of whole lists to brokers that store what they get, unless a test says otherwise. */
@Timeout(30)
abstract class ListSends {

    static final int BATCH = 320;
    static final int SINGLE = 310;
    static final String ID = "7F00000100002A9F%016X";

    final SendFixture fixture = new SendFixture();

    @BeforeEach
    void route() {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b");
        fixture.routes.route("other", 4, "a", "b");
        fixture.remoting.react(ListSends::store);
    }

    static void store(ScriptedRequest request) {
        int count = request.command().code() == BATCH
                ? BatchedMessage.read(request.command().body()).size()
                : 1;
        request.call()
                .answered(ScriptedFrame.stored(0, Integer.parseInt(request.ext("e")), 42)
                        .with("msgId", ids(count)));
    }

    static String ids(int count) {
        return String.join(
                ",",
                IntStream.range(0, count).mapToObj(i -> String.format(ID, i)).toList());
    }

    List<SendOutcome> sendAll(List<Message> messages) {
        return fixture.pipeline().sendAll(messages, SendOptions.defaults());
    }

    CompletableFuture<List<SendOutcome>> start(List<Message> messages) {
        return SendFixture.inThread(() -> sendAll(messages));
    }

    static void await(List<ScriptedRequest> open, int count) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            synchronized (open) {
                if (open.size() >= count) {
                    return;
                }
            }
            assertThat(System.nanoTime()).as("time to wait for a request").isLessThan(giveUp);
            Thread.yield();
        }
    }

    ScriptedRequest onlyRequest() {
        assertThat(fixture.remoting.requests).hasSize(1);
        return fixture.remoting.requests.get(0);
    }

    static MessagingException failure(SendOutcome outcome) {
        return ((SendOutcome.Failed) outcome).exception();
    }

    static List<Message> messages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> message("message " + i, SendFixture.TOPIC))
                .toList();
    }

    static Message message(String text, String topic) {
        return Message.to(topic).text(text).build();
    }
}
