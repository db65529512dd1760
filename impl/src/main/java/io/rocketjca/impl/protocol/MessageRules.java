package io.rocketjca.impl.protocol;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import java.util.Map;

/** What RocketMQ demands of a message before it is sent. */
public final class MessageRules {

    private static final int MAX_UTF8_PER_CHAR = 3;

    private MessageRules() {}

    /**
     * Checks the topic.
     *
     * @throws IllegalMessageException if a rule is broken, with the value
     */
    public static void checkTopic(Message message) {
        String problem = NameRules.topicProblem(message.topic());
        if (problem != null) {
            throw new IllegalMessageException(problem);
        }
    }

    /**
     * Checks everything but the topic.
     *
     * @param maxMessageBytes the largest body allowed, before compression
     * @throws IllegalMessageException for the first rule that is broken, with value and limit
     */
    public static void checkContent(Message message, int maxMessageBytes) {
        checkBody(message, maxMessageBytes);
        checkText(message, "tag", message.tag());
        checkText(message, "keys text", message.keys());
        if (message.placed()) {
            checkText(message, "ordering key", message.orderingKey());
        }
        if (message.reply()) {
            message.replyProperties().forEach((name, value) -> checkText(message, "reply property " + name, value));
        }
        if (message.options() != null) {
            checkText(message, "lite topic", message.options().liteTopic());
        }
        Map<String, String> properties = message.properties();
        if (!properties.isEmpty()) {
            properties.forEach((name, value) -> checkProperty(message, name, value));
        }
        checkEncodedBytes(message);
    }

    private static void checkBody(Message message, int maxMessageBytes) {
        byte[] body = message.body();
        if (body == null) {
            throw broken(message, "has no body");
        }
        if (body.length == 0) {
            throw broken(message, "has an empty body, which brokers since 5.0 refuse");
        }
        if (body.length > maxMessageBytes) {
            throw broken(
                    message,
                    "has a body of " + body.length + " bytes; at most " + maxMessageBytes
                            + " (maxMessageBytes) are allowed");
        }
    }

    private static void checkText(Message message, String what, String text) {
        if (text == null) {
            return;
        }
        if (text.isBlank()) {
            throw broken(message, "has a blank " + what + "; leave it out instead");
        }
        checkSeparators(message, what, text);
    }

    private static void checkProperty(Message message, String name, String value) {
        if (name == null || name.isBlank()) {
            throw broken(message, "has a property whose name is " + (name == null ? "null" : "blank"));
        }
        checkSeparators(message, "property name", name);
        String property = "property \"" + NameRules.quotable(name) + "\"";
        if (ReservedProperties.contains(name)) {
            throw broken(message, "sets the " + property + ", which RocketMQ reserves for itself");
        }
        if (value == null || value.isBlank()) {
            throw broken(
                    message,
                    "has a " + property + " whose value is " + (value == null ? "null" : "blank")
                            + "; brokers would drop it");
        }
        checkSeparators(message, property, value);
    }

    private static void checkSeparators(Message message, String what, String text) {
        int at = Math.max(text.indexOf(MessageProperties.NAME_END), text.indexOf(MessageProperties.VALUE_END));
        if (at >= 0) {
            throw broken(
                    message,
                    "has a " + what + " with the character 0x0" + (int) text.charAt(at) + " at position " + at
                            + ", with which RocketMQ separates properties");
        }
    }

    private static void checkEncodedBytes(Message message) {
        if (certainlyFits(message)) {
            return;
        }
        int bytes = MessageProperties.encodedBytes(message);
        if (bytes > MessageProperties.MAX_ENCODED_BYTES) {
            throw broken(
                    message,
                    "has tag, keys and properties of " + bytes + " bytes together; at most "
                            + MessageProperties.MAX_ENCODED_BYTES
                            + " are allowed, because RocketMQ stores " + MessageProperties.MAX_STORED_BYTES
                            + " and adds some itself");
        }
    }

    private static boolean certainlyFits(Message message) {
        return message.properties().isEmpty()
                && !message.placed()
                && !message.reply()
                && message.options() == null
                && length(message.tag()) + length(message.keys())
                        < MessageProperties.MAX_ENCODED_BYTES / MAX_UTF8_PER_CHAR - MAX_UTF8_PER_CHAR * 8;
    }

    private static long length(String text) {
        return text == null ? 0 : text.length();
    }

    private static IllegalMessageException broken(Message message, String problem) {
        return new IllegalMessageException("The message to topic " + message.topic() + " " + problem);
    }
}
