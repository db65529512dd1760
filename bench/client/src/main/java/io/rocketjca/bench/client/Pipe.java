package io.rocketjca.bench.client;

import java.util.concurrent.atomic.AtomicLong;

/** A subject that can also keep a window full without any calling thread: the bound for everybody. */
public interface Pipe {

    /** Keeps so many messages in flight, counting each answer, until the result is run. */
    Runnable pipe(String topic, byte[] body, int window, AtomicLong answered) throws Exception;
}
