package io.rocketjca.cdi;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A managed executor and a context service as a server has them; the context they carry is one text per thread. */
final class ManagedThreads {

    static final ThreadLocal<String> CONTEXT = new ThreadLocal<>();

    private final ExecutorService pool = Executors.newSingleThreadExecutor(task -> new Thread(task, "managed"));

    void bind() {
        MemoryNaming.BOUND.put(
                "java:comp/DefaultManagedExecutorService", stub(ManagedExecutorService.class, (proxy, method, args) -> {
                    pool.execute((Runnable) args[0]);
                    return null;
                }));
        MemoryNaming.BOUND.put(
                "java:comp/DefaultContextService",
                stub(ContextService.class, (proxy, method, args) -> contextual((Runnable) args[0])));
    }

    private static Runnable contextual(Runnable task) {
        String captured = CONTEXT.get();
        return () -> {
            CONTEXT.set(captured);
            try {
                task.run();
            } finally {
                CONTEXT.remove();
            }
        };
    }

    private static Object stub(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    void stop() throws InterruptedException {
        pool.shutdownNow();
        if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The managed thread does not end");
        }
    }
}
