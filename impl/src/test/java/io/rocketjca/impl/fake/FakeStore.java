package io.rocketjca.impl.fake;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a fake broker keeps of the messages sent to it. */
final class FakeStore {

    private final List<FakeStored> stored = new ArrayList<>();
    private final Map<String, Long> offsets = new HashMap<>();

    synchronized List<FakeStored> stored() {
        return List.copyOf(stored);
    }

    /** Answers a question for a unique key. */
    synchronized FakeReply find(FakeFrame request, int port) {
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        for (FakeStored message : stored) {
            if (message.topic().equals(request.ext("topic"))
                    && request.ext("key").equals(message.uniqueKey())) {
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
        long offset = offsets.merge(topic + "/" + queue, 1L, Long::sum) - 1;
        String id = String.format("7F000001%08X%016X", port, stored.size() * 100L);
        FakeStored message = new FakeStored(topic, Integer.parseInt(queue), offset, id, properties, request);
        stored.add(message);
        FakeReply reply = FakeReply.success()
                .ext("queueId", queue)
                .ext("TRACE_ON", "true")
                .ext("MSG_REGION", "DefaultRegion")
                .ext("msgId", id)
                .ext("queueOffset", String.valueOf(offset));
        return message.uniqueKey() == null ? reply : reply.ext("transactionId", message.uniqueKey());
    }
}
