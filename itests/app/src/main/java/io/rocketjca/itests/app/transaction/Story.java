package io.rocketjca.itests.app.transaction;

import io.rocketjca.Message;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happens in one transaction.
 *
 * @param topic where to send to
 * @param id the id of the row, and the text of the messages
 * @param steps what to do, in this order: see {@link Steps}
 * @param told what came of it
 */
public record Story(String topic, String id, List<String> steps, Map<String, String> told) {

    Story(String topic, String id, List<String> steps) {
        this(topic, id, steps, new TreeMap<>());
    }

    Message message() {
        return Message.to(topic).text(id).key(id).build();
    }

    /** What happens in a transaction of its own within this one. */
    Story inner(List<String> itsSteps) {
        return new Story(topic, id + "-inner", itsSteps, told);
    }
}
