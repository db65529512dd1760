package io.rocketjca.impl.producer;

import io.rocketjca.QueryFailedException;
import io.rocketjca.StoredMessage;
import io.rocketjca.impl.config.BodyConfig;
import io.rocketjca.impl.protocol.Compression;
import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.ProtocolException;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.protocol.SysFlags;
import io.rocketjca.impl.protocol.response.StoredRecord;
import io.rocketjca.impl.protocol.response.StoredRecordDecoder;
import io.rocketjca.impl.route.TopicBroker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** What the brokers said about one message that is searched for; of one thread. */
final class SearchStory {

    private final String topic;
    private final String wireTopic;
    private final String messageId;
    private final List<String> failures = new ArrayList<>();
    private boolean denied;
    private Throwable cause;

    SearchStory(String topic, String wireTopic, String messageId) {
        this.topic = topic;
        this.wireTopic = wireTopic;
        this.messageId = messageId;
    }

    String wireTopic() {
        return wireTopic;
    }

    String messageId() {
        return messageId;
    }

    /** The message if the answer brings it, else {@code null}; an answer of no use is noted. */
    StoredMessage answered(TopicBroker broker, RemotingCommand answer) {
        if (answer.code() == ResponseCode.QUERY_NOT_FOUND) {
            return null;
        }
        if (answer.code() != ResponseCode.SUCCESS) {
            AttemptFailure.Refused refusal = new AttemptFailure.Refused(answer.code(), answer.remark());
            denied |= refusal.accessDenied();
            note(broker, refusal.words(), null);
            return null;
        }
        try {
            return found(broker, StoredRecordDecoder.decode(answer.body()));
        } catch (ProtocolException e) {
            note(broker, "its answer cannot be read: " + e.getMessage(), e);
            return null;
        }
    }

    /** Notes that a broker gave no answer; never brings the message. */
    StoredMessage unanswered(TopicBroker broker, Throwable failure) {
        Throwable reason =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        note(broker, reason.getMessage(), reason);
        return null;
    }

    void failIfDoubtful() {
        if (!failures.isEmpty()) {
            throw failed("no broker that answered holds it", cause);
        }
    }

    QueryFailedException failed(String why, Throwable newCause) {
        StringBuilder text = new StringBuilder("Whether message ")
                .append(messageId)
                .append(" is stored in topic ")
                .append(topic)
                .append(" could not be found out: ")
                .append(why);
        failures.stream().limit(SendStory.MOST_TOLD).forEach(failure -> text.append("; ")
                .append(failure));
        if (failures.size() > SendStory.MOST_TOLD) {
            text.append("; and ").append(failures.size() - SendStory.MOST_TOLD).append(" more");
        }
        if (denied) {
            text.append(". Hint: the user of the connection factory needs the permission to query topic ")
                    .append(topic);
        }
        return new QueryFailedException(text.toString(), denied, newCause);
    }

    /** Brokers find by hash codes, so others may be among the messages. */
    private StoredMessage found(TopicBroker broker, List<StoredRecord> records) {
        for (StoredRecord stored : records) {
            if (messageId.equals(stored.uniqueKey()) && wireTopic.equals(stored.topic())) {
                return read(broker, stored);
            }
        }
        return null;
    }

    private StoredMessage read(TopicBroker broker, StoredRecord stored) {
        return new StoredMessage(
                topic,
                messageId,
                body(broker, stored),
                stored.properties().get(MessageProperties.TAGS),
                stored.properties().get(MessageProperties.KEYS),
                stored.properties(),
                stored.queueId(),
                stored.queueOffset(),
                Instant.ofEpochMilli(stored.storeMillis()),
                Instant.ofEpochMilli(stored.bornMillis()),
                broker.name());
    }

    private byte[] body(TopicBroker broker, StoredRecord stored) {
        if ((stored.sysFlag() & SysFlags.COMPRESSED) == 0) {
            return stored.body();
        }
        try {
            return Compression.decompress(stored.body(), stored.sysFlag(), BodyConfig.MAX_MESSAGE_BYTES);
        } catch (ProtocolException e) {
            throw new QueryFailedException(
                    "Message " + messageId + " is stored in topic " + topic + " on broker " + broker.name()
                            + ", but its body cannot be read: " + e.getMessage(),
                    false,
                    e);
        }
    }

    private void note(TopicBroker broker, String what, Throwable newCause) {
        String address = broker.reachable() ? " (" + broker.masterAddress() + ")" : "";
        failures.add("broker " + broker.name() + address + ": " + what);
        cause = newCause == null ? cause : newCause;
    }
}
