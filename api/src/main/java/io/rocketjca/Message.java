package io.rocketjca;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A message as the application sees it: a topic, a body, and what consumers may filter and search by.
 *
 * <p>Immutable and safe to share between threads, to send twice and to send through several senders. The limits of RocketMQ
 * are checked when it is sent, not here. The body array is not copied, so that large messages cost nothing extra: leave it
 * unchanged until the send has ended.
 */
public final class Message {

    private final String topic;
    private final byte[] body;
    private final String tag;
    private final String keys;
    private final int flag;
    private final Map<String, String> properties;

    private Message(Builder builder) {
        this.topic = builder.topic;
        this.body = builder.body;
        this.tag = builder.tag;
        this.keys = builder.keys;
        this.flag = builder.flag;
        this.properties = builder.properties == null
                ? Map.of()
                : Collections.unmodifiableMap(new LinkedHashMap<>(builder.properties));
    }

    /**
     * Returns a message with nothing but a topic and a body.
     *
     * @param topic the topic
     * @param body the bytes; not copied
     * @return a message
     */
    public static Message of(String topic, byte[] body) {
        return to(topic).body(body).build();
    }

    /**
     * Starts a message.
     *
     * @param topic the topic
     * @return a builder
     */
    public static Builder to(String topic) {
        return new Builder(topic);
    }

    /**
     * Returns the topic.
     *
     * @return the topic, or {@code null} if none was given: such a message cannot be sent
     */
    public String topic() {
        return topic;
    }

    /**
     * Returns the body.
     *
     * @return the array that was given, not a copy, or {@code null} if none was given: such a message cannot be sent
     */
    public byte[] body() {
        return body;
    }

    /**
     * Returns the tag.
     *
     * @return the tag by which consumers filter, or {@code null} if there is none
     */
    public String tag() {
        return tag;
    }

    /**
     * Returns the keys.
     *
     * @return the keys by which the message can be found, separated by single spaces, or {@code null} if there are none
     */
    public String keys() {
        return keys;
    }

    /**
     * Returns the flag.
     *
     * @return a number that RocketMQ carries and never reads; 0 if none was given
     */
    public int flag() {
        return flag;
    }

    /**
     * Returns the application's own properties.
     *
     * @return an unmodifiable map, in the order in which they were given
     */
    public Map<String, String> properties() {
        return properties;
    }

    /** Tells topic, tag, keys and body length; never the body. */
    @Override
    public String toString() {
        return "Message[topic=" + topic + ", tag=" + tag + ", keys=" + keys + ", bodyBytes="
                + (body == null ? "none" : body.length) + "]";
    }

    /** Collects what a {@link Message} is made of. For one thread. */
    public static final class Builder {

        private final String topic;
        private byte[] body;
        private String tag;
        private String keys;
        private int flag;
        private Map<String, String> properties;

        private Builder(String topic) {
            this.topic = topic;
        }

        /**
         * Sets the body.
         *
         * @param bytes the bytes; not copied
         * @return this builder
         */
        public Builder body(byte[] bytes) {
            this.body = bytes;
            return this;
        }

        /**
         * Sets the body to a text in UTF-8.
         *
         * @param text the text
         * @return this builder
         */
        public Builder text(String text) {
            return body(Objects.requireNonNull(text, "text").getBytes(StandardCharsets.UTF_8));
        }

        /**
         * Sets the tag.
         *
         * @param newTag the tag by which consumers filter, or {@code null} for none
         * @return this builder
         */
        public Builder tag(String newTag) {
            this.tag = newTag;
            return this;
        }

        /**
         * Adds a key by which the message can be found.
         *
         * @param key the key; its text is {@code String.valueOf(key)} and holds no space
         * @return this builder
         */
        public Builder key(Object key) {
            String text = String.valueOf(Objects.requireNonNull(key, "key"));
            this.keys = keys == null ? text : keys + " " + text;
            return this;
        }

        /**
         * Sets the flag.
         *
         * @param newFlag a number that RocketMQ carries and never reads
         * @return this builder
         */
        public Builder flag(int newFlag) {
            this.flag = newFlag;
            return this;
        }

        /**
         * Sets a property of the application's own.
         *
         * @param name the name; not one that RocketMQ reserves
         * @param value the value
         * @return this builder
         */
        public Builder property(String name, String value) {
            if (properties == null) {
                properties = new LinkedHashMap<>();
            }
            properties.put(name, value);
            return this;
        }

        /**
         * Makes the message.
         *
         * @return an immutable message; this builder may go on to make others
         */
        public Message build() {
            return new Message(this);
        }
    }
}
