package io.rocketjca.bench.control;

/** A connection to nothing. */
public interface ControlConnection extends AutoCloseable {

    /** Gives the connection back to the server's pool. */
    @Override
    void close();
}
