package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeNameServer;
import io.rocketjca.impl.fake.FakePki;
import io.rocketjca.impl.fake.FakeSockets;
import jakarta.resource.spi.work.Work;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deploying, using and undeploying the adapter in a class loader of its own, while threads of the server live on. */
@Timeout(60)
class RedeployTest {

    static final String ADAPTER = "redeployed";

    private static final int COLLECTIONS = 60;

    @TempDir
    static Path directory;

    private static FakePki pki;

    private FakeBroker broker;
    private FakeNameServer nameServer;
    private boolean secured;
    private final ExecutorService caller = Executors.newSingleThreadExecutor();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final Problems problems = new Problems();
    private final ScriptedServer server = new ScriptedServer() {
        @Override
        public void scheduleWork(Work work) {
            workers.execute(work);
        }
    };

    @BeforeAll
    static void issueCertificate() {
        pki = FakePki.in(directory).issue("server", "ip:127.0.0.1");
    }

    private void startPeers(boolean newSecured) {
        secured = newSecured;
        FakeSockets sockets = secured ? FakeSockets.tls(pki.serverContext("server")) : FakeSockets.plain();
        broker = FakeBroker.start(sockets);
        nameServer = FakeNameServer.start(sockets).route("orders", "b", broker.address(), 4);
    }

    @BeforeEach
    void listen() throws Exception {
        Logger.getLogger("").addHandler(problems);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> problems.all.add(thread + " died: " + failure));
        // Threads of a server are older than any deployment.
        for (ExecutorService older : List.of(caller, workers, workers)) {
            older.submit(() -> {}).get(10, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void close() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        Logger.getLogger("").removeHandler(problems);
        caller.shutdownNow();
        workers.shutdownNow();
        if (broker != null) {
            nameServer.close();
            broker.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Defect("K37")
    void anUndeployedAdapterLeavesNoThreadAndIsCollectedAlthoughItsCallersLiveOn(boolean signedAndEncrypted)
            throws Exception {
        startPeers(signedAndEncrypted);
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        Reference<ClassLoader> loader = onCaller(() -> deployUseAndUndeploy(collected, true, false));

        assertThat(threads()).isEmpty();
        assertThat(problems.all).isEmpty();
        assertThat(broker.awaitRequests(310, 4)).hasSize(4);
        assertThat(broker.awaitRequests(37, 1)).hasSize(1);
        redeploy();
        assertThat(isCollected(loader, collected))
                .as("nothing holds the class loader")
                .isTrue();
        assertThat(onCaller(Thread.currentThread()::isAlive))
                .as("the caller lives on")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "true, true"})
    void aStopAfterItsClassLoaderWasClosedMissesNoClassAndLeavesNothing(boolean used, boolean signedAndEncrypted)
            throws Exception {
        startPeers(signedAndEncrypted);
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        Reference<ClassLoader> loader = onCaller(() -> deployUseAndUndeploy(collected, used, true));

        assertThat(threads()).isEmpty();
        assertThat(problems.all).isEmpty();
        redeploy();
        assertThat(isCollected(loader, collected))
                .as("nothing holds the class loader")
                .isTrue();
    }

    @Test
    void theCheckSeesAClassLoaderThatIsHeld() throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        RarClassLoader loader = new RarClassLoader();
        Object held = loader.deploy();
        loader.close();
        Reference<ClassLoader> reference = new PhantomReference<>(loader, collected);
        loader = null;

        assertThat(isCollected(reference, collected)).isFalse();
        assertThat(held).isNotNull();
        held = null;
        assertThat(isCollected(reference, collected)).isTrue();
    }

    @Test
    void theCheckSeesAClassThatIsMissing() throws Exception {
        RarClassLoader loader = new RarClassLoader();
        Deployment deployment = loader.deploy();
        loader.close();

        assertThat(failureOf(() -> deployment.start(server, "127.0.0.1:1"))).isInstanceOf(NoClassDefFoundError.class);
    }

    /**
     * Deploys once more, as a server does. Java 17 itself remembers, in a static of {@code java.lang.runtime.ObjectMethods},
     * the last record class that anyone compared: one class of one archive, until the next archive takes its place.
     */
    private void redeploy() throws Exception {
        onCaller(() -> deployUseAndUndeploy(new ReferenceQueue<>(), true, false));
    }

    /** Everything that knows the class loader ends with this method. */
    private Reference<ClassLoader> deployUseAndUndeploy(
            ReferenceQueue<ClassLoader> collected, boolean used, boolean closedFirst) throws Exception {
        RarClassLoader loader = new RarClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Deployment deployment = loader.deploy();
            assertThat(deployment.getClass().getClassLoader()).isSameAs(loader);
            if (secured) {
                deployment.secure(pki.trustPem().toString());
            }
            deployment.keepLogIn(directory.resolve("log").toString());
            deployment.start(server, nameServer.address());
            assertThat(threads()).hasSize(1);
            if (used) {
                deployment.sendInAllModes();
                deployment.commitInTwoPhases();
            }
            if (closedFirst) {
                loader.close();
            }
            deployment.stop();
            loader.close();
        } finally {
            thread.setContextClassLoader(before);
        }
        return new PhantomReference<>(loader, collected);
    }

    private <T> T onCaller(Callable<T> work) throws Exception {
        return caller.submit(work).get(40, TimeUnit.SECONDS);
    }

    private static boolean isCollected(Reference<?> reference, ReferenceQueue<?> queue) throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            if (queue.remove(50) == reference) {
                return true;
            }
        }
        return false;
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(ADAPTER))
                .toList();
    }

    private static Throwable failureOf(Failing action) {
        try {
            action.run();
            return null;
        } catch (Exception | LinkageError failure) {
            return failure;
        }
    }

    private interface Failing {
        void run() throws Exception;
    }

    /** Keeps what is logged as a warning or worse, as text: a record could hold the class loader. */
    private static final class Problems extends Handler {

        private final ConcurrentLinkedQueue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord problem) {
            if (problem.getThrown() != null || problem.getLevel().intValue() >= Level.WARNING.intValue()) {
                all.add(problem.getLoggerName() + ": " + problem.getMessage() + " " + problem.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
