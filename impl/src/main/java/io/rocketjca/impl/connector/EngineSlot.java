package io.rocketjca.impl.connector;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** Holds the engine of a started resource adapter; serialized as empty, because what runs stays where it runs. */
final class EngineSlot implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final AtomicReferenceFieldUpdater<EngineSlot, Engine> ENGINE =
            AtomicReferenceFieldUpdater.newUpdater(EngineSlot.class, Engine.class, "engine");

    private transient volatile Engine engine;

    /** The running engine, or {@code null}. */
    Engine current() {
        return engine;
    }

    /** Puts an engine in; false if there is one. */
    boolean fill(Engine started) {
        return ENGINE.compareAndSet(this, null, started);
    }

    /** Takes the engine out; {@code null} if there was none. */
    Engine empty() {
        return ENGINE.getAndSet(this, null);
    }
}
