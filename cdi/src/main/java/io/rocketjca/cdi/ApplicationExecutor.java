package io.rocketjca.cdi;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The application's default managed executor, and the means to keep the context of the thread that asks for it.
 *
 * @param executor runs tasks on managed threads
 * @param contextual gives a task the context of the calling thread: class loader, naming, and the caller's identity if there
 *     is one; never its transaction
 */
record ApplicationExecutor(Executor executor, UnaryOperator<Runnable> contextual) {

    /**
     * Looks the executor up for the calling thread, which must belong to the application.
     *
     * @throws NamingException if the thread has no naming context of an application
     */
    static ApplicationExecutor ofCallingThread() throws NamingException {
        InitialContext naming = new InitialContext();
        try {
            ManagedExecutorService executor =
                    (ManagedExecutorService) naming.lookup("java:comp/DefaultManagedExecutorService");
            ContextService contexts = (ContextService) naming.lookup("java:comp/DefaultContextService");
            return new ApplicationExecutor(executor, contexts::contextualRunnable);
        } finally {
            naming.close();
        }
    }

    /** Looks an executor up on a thread of the application. */
    @FunctionalInterface
    interface Source {

        /**
         * Returns the executor of the calling thread's application.
         *
         * @throws NamingException if there is none
         */
        ApplicationExecutor get() throws NamingException;
    }
}
