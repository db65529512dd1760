package io.rocketjca.impl.fake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a fake broker keeps of the messages sent to it. */
final class FakeStore {

    private static final int PREPARED = 4;
    private static final long RECORD = 100;

    private final List<FakeStored> stored = new ArrayList<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private final FakeHalves halves = new FakeHalves(this);
    private long commitLog;

    synchronized List<FakeStored> stored() {
        return List.copyOf(stored);
    }

    long nextOffset() {
        long offset = commitLog;
        commitLog += RECORD;
        return offset;
    }

    /** Shows a half message in its topic. */
    void show(FakeStored half) {
        long offset = offsets.merge(half.topic() + "/" + half.queueId(), 1L, Long::sum) - 1;
        stored.add(half.at(offset, nextOffset()));
    }

    /** Does something with the half messages. */
    synchronized <T> T halves(Function<FakeHalves, T> action) {
        return action.apply(halves);
    }

    /** The visible messages are lost in a crash, the half messages are not. */
    synchronized void loseVisible() {
        stored.clear();
    }

    /** Answers a question for a unique key. */
    synchronized FakeReply find(FakeFrame request, int port) {
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        String key = request.ext("key");
        List<FakeStored> searched = FakeHalves.asked(request) ? halves.copies(key) : stored;
        for (FakeStored message : searched) {
            if (message.topic().equals(request.ext("topic")) && key.equals(message.uniqueKey())) {
                found.writeBytes(message.record(port));
            }
        }
        return found.size() == 0
                ? FakeReply.code(22, "can not find message, maybe time range not correct")
                : FakeReply.success().body(found.toByteArray());
    }

    /** Stores a send request of any form and answers as a broker does. */
    synchronized FakeReply store(FakeFrame request, int port) {
        boolean shortNames = request.code() != 10;
        String topic = request.ext(shortNames ? "b" : "topic");
        String queue = request.ext(shortNames ? "e" : "queueId");
        if (topic == null || queue == null) {
            return FakeReply.code(1, "a send without topic or queue");
        }
        Map<String, String> properties = FakeStored.properties(request.ext(shortNames ? "i" : "properties"));
        List<FakeStored> taken = "true".equals(request.ext(shortNames ? "m" : "batch"))
                ? batch(request, topic, queue, port)
                : List.of(message(
                        topic,
                        queue,
                        port,
                        FakeStored.properties(request.ext(shortNames ? "i" : "properties")),
                        Integer.parseInt(Objects.requireNonNullElse(request.ext(shortNames ? "h" : "flag"), "0")),
                        request.body(),
                        request));
        FakeStored first = taken.get(0);
        FakeReply reply = FakeReply.success()
                .ext("queueId", queue)
                .ext("TRACE_ON", "true")
                .ext("MSG_REGION", "DefaultRegion")
                .ext("msgId", taken.stream().map(FakeStored::offsetMessageId).collect(Collectors.joining(",")))
                .ext("queueOffset", String.valueOf(first.queueOffset()));
        return first.uniqueKey() == null ? reply : reply.ext("transactionId", first.uniqueKey());
    }

    private FakeStored message(
            String topic,
            String queue,
            int port,
            Map<String, String> properties,
            int flag,
            byte[] body,
            FakeFrame request) {
        String id = String.format("7F000001%08X%016X", port, 0);
        String sysFlag = Objects.requireNonNullElse(request.ext(request.code() == 10 ? "sysFlag" : "f"), "0");
        if ((Integer.parseInt(sysFlag) & PREPARED) != 0) {
            return halves.keep(new FakeStored(topic, Integer.parseInt(queue), 0, id, properties, flag, body, request));
        }
        long offset = offsets.merge(topic + "/" + queue, 1L, Long::sum) - 1;
        FakeStored message = new FakeStored(topic, Integer.parseInt(queue), 0, id, properties, flag, body, request)
                .at(offset, nextOffset());
        stored.add(message);
        return message;
    }

    /** Takes a batch apart as brokers do; what is wrong with it fails the test. */
    private List<FakeStored> batch(FakeFrame request, String topic, String queue, int port) {
        List<FakeStored> taken = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(request.body());
        while (in.hasRemaining()) {
            int start = in.position();
            int total = in.getInt();
            if (in.getInt() != 0 || in.getInt() != 0) {
                throw new AssertionError("magic number or checksum in a batch");
            }
            int flag = in.getInt();
            byte[] body = new byte[in.getInt()];
            in.get(body);
            byte[] properties = new byte[in.getShort()];
            in.get(properties);
            if (in.position() - start != total) {
                throw new AssertionError("a message of a batch says " + total + " bytes");
            }
            Map<String, String> decoded = FakeStored.properties(new String(properties, StandardCharsets.UTF_8));
            taken.add(message(topic, queue, port, decoded, flag, body, request));
        }
        return taken;
    }
}
