package io.rocketjca.impl.protocol;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names that topics and groups have on the wire: {@code namespace%name}, except for those of RocketMQ itself. Applications
 * see the names without it. Immutable.
 */
public final class Namespace {

    private static final String INSTANCE_ID = "INSTANCE_ID";
    private static final String[] PREFIXES = {"%RETRY%", "%DLQ%"};

    private final String name;
    private final byte[] instanceId;

    /**
     * @param name the namespace, or empty for none
     */
    public Namespace(String name) {
        this.name = name;
        this.instanceId = name.isEmpty()
                ? null
                : (INSTANCE_ID + MessageProperties.NAME_END + name + MessageProperties.VALUE_END)
                        .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The name of a topic on the wire.
     *
     * @throws IllegalMessageException if it is longer there than a topic may be
     */
    public String topic(String topic) {
        if (name.isEmpty()) {
            return topic;
        }
        String wrapped = wrap(topic);
        String problem = NameRules.topicProblem(wrapped);
        if (problem != null) {
            throw new IllegalMessageException(problem + "; it begins with the namespace");
        }
        return wrapped;
    }

    /** The name of a producer group on the wire. */
    public String group(String group) {
        return name.isEmpty() ? group : wrap(group);
    }

    /** The name that the application knows for a topic on the wire. */
    public String shown(String wireTopic) {
        if (name.isEmpty()) {
            return wireTopic;
        }
        int start = prefixLength(wireTopic);
        return wireTopic.startsWith(name + "%", start)
                ? wireTopic.substring(0, start) + wireTopic.substring(start + name.length() + 1)
                : wireTopic;
    }

    /** As {@link MessageProperties#encode(Message)}, with the namespace as the message's instance. */
    public byte[] properties(Message message) {
        byte[] own = MessageProperties.encode(message);
        if (instanceId == null) {
            return own;
        }
        if (own == null) {
            return instanceId;
        }
        byte[] all = Arrays.copyOf(own, own.length + instanceId.length);
        System.arraycopy(instanceId, 0, all, own.length, instanceId.length);
        return all;
    }

    private String wrap(String resource) {
        int start = prefixLength(resource);
        if (NameRules.ofRocketMQ(resource) || resource.startsWith(name + "%", start)) {
            return resource;
        }
        return resource.substring(0, start) + name + "%" + resource.substring(start);
    }

    private static int prefixLength(String resource) {
        for (String prefix : PREFIXES) {
            if (resource.startsWith(prefix)) {
                return prefix.length();
            }
        }
        return 0;
    }
}
