package io.rocketjca.bench.app;

import io.rocketjca.bench.client.Subject;
import jakarta.enterprise.concurrent.ManagedThreadFactory;

/** A subject whose callers run on threads of the server, in the context of this application; the server started it. */
abstract class ManagedSubject implements Subject {

    private final ManagedThreadFactory threads;

    ManagedSubject(ManagedThreadFactory threads) {
        this.threads = threads;
    }

    @Override
    public final Thread thread(Runnable task, String name) {
        Thread thread = threads.newThread(task);
        thread.setName(name);
        return thread;
    }

    @Override
    public final void start(String nameServers, int producers) {
        throw new UnsupportedOperationException("The server starts it");
    }

    @Override
    public final void stop() {
        throw new UnsupportedOperationException("The server stops it");
    }
}
