package io.rocketjca.impl.client;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the daemon threads of one adapter, named after it, with the context class loader of whoever started the adapter. */
final class IoThreads implements ThreadFactory {

    private final String adapterName;
    private final ClassLoader contextLoader = Thread.currentThread().getContextClassLoader();
    private final AtomicInteger made = new AtomicInteger();

    IoThreads(String adapterName) {
        this.adapterName = adapterName;
    }

    @Override
    public Thread newThread(Runnable task) {
        // No inherited thread locals: they would be those of the server's deployment thread.
        Thread thread = new Thread(null, task, adapterName + "-io-" + made.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(contextLoader);
        return thread;
    }
}
