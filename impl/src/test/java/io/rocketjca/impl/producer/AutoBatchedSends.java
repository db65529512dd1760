package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.config.FlowConfig;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Sends through a producer that puts messages into batches, to brokers that answer when a test says so. */
@Timeout(30)
abstract class AutoBatchedSends {

    static final int BATCH = 320;
    static final int SINGLE = 310;
    static final int REPLY = 325;

    final SendFixture fixture = new SendFixture().config(batching(SendFixture.config(2)));
    final List<ScriptedRequest> open = new CopyOnWriteArrayList<>();
    final List<StoredSend> told = new CopyOnWriteArrayList<>();
    SendPipeline pipeline;

    @BeforeEach
    void route() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b");
        fixture.routes.route("other", 1, "a");
        fixture.remoting.react(open::add);
        fixture.listener(told::add);
        pipeline = fixture.pipeline();
    }

    List<CompletableFuture<SendReceipt>> batchOf(int count) {
        send("first");
        List<CompletableFuture<SendReceipt>> stages =
                IntStream.range(0, count).mapToObj(i -> send("m" + i)).toList();
        store(open.get(0));
        return stages;
    }

    CompletableFuture<SendReceipt> send(String body) {
        return pipeline.sendAsync(text(body), SendOptions.defaults()).toCompletableFuture();
    }

    List<Integer> codes() {
        return open.stream().map(request -> request.command().code()).toList();
    }

    List<Integer> sizes() {
        return open.stream()
                .filter(request -> request.command().code() == BATCH)
                .map(request -> bodies(request).size())
                .toList();
    }

    static List<String> bodies(ScriptedRequest request) {
        byte[] body = request.command().body();
        return request.command().code() == BATCH
                ? BatchedMessage.read(body).stream()
                        .map(message -> new String(message.body()))
                        .toList()
                : List.of(new String(body));
    }

    static void store(ScriptedRequest request) {
        request.call().answered(ScriptedFrame.stored(0, 0, 42));
    }

    static Message text(String body) {
        return Message.to(SendFixture.TOPIC).text(body).build();
    }

    static ProducerConfig batching(ProducerConfig config) {
        return ProducerConfigs.like(config).with(new FlowConfig(true, true)).build();
    }
}
