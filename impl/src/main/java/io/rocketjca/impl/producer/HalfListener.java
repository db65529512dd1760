package io.rocketjca.impl.producer;

/** Hears how one half message ends, on whichever thread ends it: so it is quick and throws nothing. */
@FunctionalInterface
public interface HalfListener {

    /** Nobody cares. */
    HalfListener NONE = committed -> {};

    /** Its broker was told, and if it is committed has confirmed it; maybe more than once. */
    void ended(boolean committed);
}
