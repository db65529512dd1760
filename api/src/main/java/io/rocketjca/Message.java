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

    /**
     * /**
     * A {@link QueueId}, an ordering key (a String or a Long), a {@link Reply}, {@link Special} options with one of these, or
     * {@code null}: one field, as there are many messages.
     */
    private final Object special;

    private Message(Builder builder) {
        this.topic = builder.topic;
        this.body = builder.body;
        this.tag = builder.tag;
        this.keys = builder.keys;
        this.flag = builder.flag;
        this.properties = builder.properties == null
                ? Map.of()
                : Collections.unmodifiableMap(new LinkedHashMap<>(builder.properties));
        this.special = builder.special();
    }

    private Message(Message other, Map<String, String> properties) {
        this.topic = other.topic;
        this.body = other.body;
        this.tag = other.tag;
        this.keys = other.keys;
        this.flag = other.flag;
        this.properties = Collections.unmodifiableMap(properties);
        this.special = other.special;
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
     * Returns a message that has one property more, or another value for one, and is this message otherwise.
     *
     * @param name the name; not one that RocketMQ reserves
     * @param value the value
     * @return a new message, which shares the body
     */
    public Message withProperty(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(name, value);
        return new Message(this, more);
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
     * Starts the reply to a request that was received. Whatever sends it, it goes through a broker of the request's cluster to
     * the one client that waits for it; the receipt says that this client has it.
     *
     * @param requestProperties all properties of the received request, as RocketMQ's consumers give them
     * @return a builder of a message that can have neither a queue nor an ordering key, nor options of another kind of
     *     message
     * @throws IllegalMessageException if they are not the properties of a request: CLUSTER, CORRELATION_ID or REPLY_TO_CLIENT
     *     is missing
     */
    public static Builder replyTo(Map<String, String> requestProperties) {
        Reply reply = Reply.to(requestProperties);
        Builder builder = new Builder(reply.topic());
        builder.reply = reply;
        return builder;
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

    /**
     * Returns the queue that the message must go to.
     *
     * @return the queue, or {@code null} if the sender chooses one
     */
    public QueueId queue() {
        return aim() instanceof QueueId queue ? queue : null;
    }

    /**
     * Returns the ordering key.
     *
     * @return the key as text, or {@code null} if there is none
     */
    public String orderingKey() {
        return hasOrderingKey() ? aim().toString() : null;
    }

    /**
     * Returns the number by which the ordering key chooses its queue.
     *
     * @return the {@code hashCode} of the text or of the {@code Long} that was given; 0 without an ordering key
     */
    public int orderingHash() {
        return hasOrderingKey() ? aim().hashCode() : 0;
    }

    /**
     * Tells whether a queue or an ordering key was given.
     *
     * @return whether not just any queue of the topic will do
     */
    public boolean placed() {
        return special != null && aim() != null && !reply();
    }

    /**
     * Tells whether the message is the reply to a request.
     *
     * @return whether it was started with {@link #replyTo}
     */
    public boolean reply() {
        return aim() instanceof Reply;
    }

    /**
     * Returns the properties by which a reply finds the client that waits for it.
     *
     * @return an unmodifiable map; empty unless the message is a {@linkplain #reply() reply}
     */
    public Map<String, String> replyProperties() {
        return aim() instanceof Reply reply ? reply.properties() : Map.of();
    }

    private boolean hasOrderingKey() {
        return placed() && !(aim() instanceof QueueId);
    }

    /** Where the message goes, if not to just any queue. */
    private Object aim() {
        return special instanceof Special both ? both.aim() : special;
    }

    /**
     * Returns what only few messages ask for.
     *
     * @return the options, or {@code null} if none were given
     */
    public MessageOptions options() {
        return special instanceof Special both ? both.options() : null;
    }

    /** Options, and perhaps where the message goes. */
    private record Special(MessageOptions options, Object aim) {}

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
        private QueueId queue;
        private Object orderingKey;
        private Reply reply;
        private MessageOptions options;

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
         * Sends the message to one queue and no other.
         *
         * @param brokerName the name of the broker that holds the queue
         * @param queueId the number of the queue within the broker, from 0
         * @return this builder
         * @throws IllegalArgumentException if the name is blank or the number is negative
         */
        public Builder queue(String brokerName, int queueId) {
            this.queue = new QueueId(brokerName, queueId);
            return this;
        }

        /**
         * Sends the message to the queue of its key, so that consumers can keep the order of messages with the same key. That
         * order is the one in which brokers store them: send the next message of a key when the receipt of the one before is
         * there. While the topic's queues stay the same, the queue is the one that RocketMQ's {@code SelectMessageQueueByHash}
         * chooses for the same text. Consumers see the key as the property {@code __SHARDINGKEY}.
         *
         * @param key the key, for example the id of an order; not blank
         * @return this builder
         */
        public Builder orderingKey(String key) {
            this.orderingKey = Objects.requireNonNull(key, "key");
            return this;
        }

        /**
         * The same for a number; the queue is the one that {@code SelectMessageQueueByHash} chooses for a {@code Long}.
         *
         * @param key the key
         * @return this builder
         */
        public Builder orderingKey(long key) {
            this.orderingKey = key;
            return this;
        }

        /**
         * Asks for what only few messages ask for, such as a delivery time.
         *
         * @param newOptions the options, or {@code null} for none
         * @return this builder
         */
        public Builder options(MessageOptions newOptions) {
            this.options = newOptions;
            return this;
        }

        /** So short that the compiler can leave the whole builder out where a plain message is made. */
        private Object special() {
            return queue == null && orderingKey == null && reply == null && options == null ? null : checkedSpecial();
        }

        private Object checkedSpecial() {
            Object aim = aim();
            if (options == null) {
                return aim;
            }
            if (reply != null && options.ofOwnKind()) {
                throw new IllegalMessageException("The message to topic " + topic
                        + " is a reply, which is pushed at once to the client that waits for it: give it no delay, priority"
                        + " or lite topic");
            }
            if (orderingKey != null && options.ofOwnKind()) {
                throw new IllegalMessageException("The message to topic " + topic
                        + " has an ordering key, so it cannot have a delay, a priority or a lite topic as well");
            }
            return new Special(options, aim);
        }

        private Object aim() {
            if (queue != null && orderingKey != null) {
                throw new IllegalMessageException("The message to topic " + topic
                        + " has both a queue and an ordering key, which chooses a queue too: give only one");
            }
            Object place = queue == null ? orderingKey : queue;
            if (reply != null && place != null) {
                throw new IllegalMessageException("The message to topic " + topic
                        + " is a reply, which goes to the client that waits for it: give it neither a queue nor an"
                        + " ordering key");
            }
            return reply == null ? place : reply;
        }

        /**
         * Makes the message.
         *
         * @return an immutable message; this builder may go on to make others
         * @throws IllegalMessageException if both a queue and an ordering key were given, or an ordering key and options of
         *     another kind of message, or one of all these for a reply
         */
        public Message build() {
            return new Message(this);
        }
    }
}
