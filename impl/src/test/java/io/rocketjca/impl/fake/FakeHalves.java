package io.rocketjca.impl.fake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The half messages of a fake broker, as real ones keep them: each copy has a place of its own, a commit makes one more visible
 * message every time, and what was ended is only not asked for any more.
 */
final class FakeHalves {

    private static final String TOPIC = "RMQ_SYS_TRANS_HALF_TOPIC";
    private static final String WRONG = "The transaction state table offset wrong";

    private final FakeStore store;
    private final List<FakeStored> places = new ArrayList<>();
    private final Map<String, Integer> latest = new HashMap<>();
    private final Set<Integer> ended = new HashSet<>();

    FakeHalves(FakeStore store) {
        this.store = store;
    }

    static boolean asked(FakeFrame question) {
        return TOPIC.equals(question.ext("topic"));
    }

    /** Keeps a half message, or a copy of one, at the next place. */
    FakeStored keep(FakeStored half) {
        FakeStored kept = half.at(places.size(), store.nextOffset());
        latest.put(kept.uniqueKey(), places.size());
        places.add(kept);
        return kept;
    }

    /** All places of a unique key, as the index finds them. */
    List<FakeStored> copies(String uniqueKey) {
        return places.stream()
                .map(FakeStored::half)
                .filter(half -> Objects.equals(half.uniqueKey(), uniqueKey))
                .toList();
    }

    /** The unique keys of what the broker would ask for now, in the order of arrival. */
    List<String> open() {
        return latest.entrySet().stream()
                .filter(entry -> !ended.contains(entry.getValue()))
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    FakeReply end(FakeFrame request) {
        long offset = Long.parseLong(request.ext("commitLogOffset"));
        FakeStored half = places.stream()
                .filter(place -> place.commitLogOffset() == offset)
                .findFirst()
                .orElse(null);
        if (half == null) {
            return FakeReply.code(1, "Find prepared transaction message failed");
        }
        if (!Objects.equals(half.properties().get("PGROUP"), request.ext("producerGroup"))) {
            return FakeReply.code(1, "The producer group wrong");
        }
        if (half.queueOffset() != Long.parseLong(request.ext("tranStateTableOffset"))) {
            return FakeReply.code(1, WRONG);
        }
        return switch (request.ext("commitOrRollback")) {
            case "8" -> {
                ended.add((int) half.queueOffset());
                store.show(half);
                yield FakeReply.success();
            }
            case "12" -> {
                ended.add((int) half.queueOffset());
                yield FakeReply.code(0, "not set any response code");
            }
            default -> FakeReply.silent();
        };
    }

    /** The broker dies before it has noted what it has ended: it will ask for everything again. */
    void forgetEnds() {
        ended.clear();
    }

    /** The half messages are lost with the disk. */
    void lose() {
        places.clear();
        latest.clear();
    }

    /** Copies a half message and makes the question for the copy; without the broker's name as brokers before 5.0. */
    FakeFrame question(String uniqueKey, String brokerName, int port) {
        Integer place = latest.get(uniqueKey);
        if (place == null) {
            throw new AssertionError("There is no half message " + uniqueKey);
        }
        FakeStored copy = keep(places.get(place));
        FakeFrame question = FakeFrame.request(39, 0)
                .withFlag(2)
                .withExt("tranStateTableOffset", String.valueOf(copy.queueOffset()))
                .withExt("commitLogOffset", String.valueOf(copy.commitLogOffset()))
                .withExt("msgId", uniqueKey)
                .withExt("transactionId", uniqueKey)
                .withExt("offsetMsgId", copy.offsetMessageId())
                .withBody(copy.record(port));
        return brokerName == null ? question : question.withExt("bname", brokerName);
    }
}
