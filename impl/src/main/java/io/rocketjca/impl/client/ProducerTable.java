package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.protocol.Namespace;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The producers of one client instance: one per configuration, however many connection factories have it. */
final class ProducerTable {

    /** More configurations than any sane server has; a bound, not a target. */
    static final int MAX_PRODUCERS = 1_000;

    private final Function<ProducerConfig, MessageProducer> maker;
    private final Map<ProducerConfig, MessageProducer> producers = new ConcurrentHashMap<>();

    /** Guards additions; held only while a producer object is made, which does no I/O. */
    private final Object lock = new Object();

    /** All groups, sorted; replaced when a new one comes. */
    private volatile Set<String> groups = Set.of();

    ProducerTable(Function<ProducerConfig, MessageProducer> maker) {
        this.maker = maker;
    }

    /** The producer for a configuration, or {@code null} if there is none yet. */
    MessageProducer existing(ProducerConfig config) {
        return producers.get(config);
    }

    /**
     * Adds the producer for a configuration unless there is one.
     *
     * @return whether the producer brought a group that was not there before
     */
    boolean add(ProducerConfig config) {
        synchronized (lock) {
            if (producers.containsKey(config)) {
                return false;
            }
            if (producers.size() >= MAX_PRODUCERS) {
                throw new IllegalStateException("One client has " + MAX_PRODUCERS
                        + " different producer configurations already: let connection factories share some");
            }
            producers.put(config, maker.apply(config));
            return addGroup(new Namespace(config.addressing().namespace()).group(config.producerGroup()));
        }
    }

    /**
     * Announces a group that no producer of an application belongs to.
     *
     * @return whether it was not there before
     */
    boolean announce(String group) {
        if (groups.contains(group)) {
            return false;
        }
        synchronized (lock) {
            return addGroup(group);
        }
    }

    private boolean addGroup(String group) {
        TreeSet<String> all = new TreeSet<>(groups);
        boolean fresh = all.add(group);
        groups = Collections.unmodifiableSortedSet(all);
        return fresh;
    }

    /** The producer groups, sorted. */
    Set<String> groups() {
        return groups;
    }
}
