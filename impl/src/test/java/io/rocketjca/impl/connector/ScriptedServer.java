package io.rocketjca.impl.connector;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Deque;
import java.util.Timer;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The server's side of the contract, driven by hand: works are queued until the test runs them, or refused. */
class ScriptedServer implements BootstrapContext, WorkManager {

    final Deque<Work> works = new ConcurrentLinkedDeque<>();
    volatile boolean refusing;

    void runAllWorks() {
        for (Work work = works.poll(); work != null; work = works.poll()) {
            work.run();
        }
    }

    @Override
    public void scheduleWork(Work work) throws WorkException {
        if (refusing) {
            throw new WorkRejectedException("no thread is free");
        }
        works.add(work);
    }

    @Override
    public void scheduleWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener)
            throws WorkException {
        scheduleWork(work);
    }

    @Override
    public void doWork(Work work) {
        throw new AssertionError("start must not wait for work");
    }

    @Override
    public void doWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
        doWork(work);
    }

    @Override
    public long startWork(Work work) throws WorkException {
        scheduleWork(work);
        return UNKNOWN;
    }

    @Override
    public long startWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener)
            throws WorkException {
        return startWork(work);
    }

    @Override
    public WorkManager getWorkManager() {
        return this;
    }

    @Override
    public XATerminator getXATerminator() {
        return null;
    }

    @Override
    public Timer createTimer() {
        throw new UnsupportedOperationException("no timer");
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> type) {
        return false;
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        return null;
    }
}
