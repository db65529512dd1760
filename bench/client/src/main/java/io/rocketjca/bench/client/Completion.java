package io.rocketjca.bench.client;

import java.util.function.BiConsumer;

/** Hears the end of one asynchronous send; an application's {@code whenComplete} takes it as it is. */
public interface Completion extends BiConsumer<Object, Throwable> {}
