package io.rocketjca.impl.remoting;

/** The way to one address, for those who send there again and again and would not look it up each time. */
@FunctionalInterface
public interface Line {

    /** The open connection, or {@code null} if there is none now. Lock-free, for the hot path. */
    Connection connected();
}
