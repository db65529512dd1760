package io.rocketjca.impl.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.jul.JDK14LoggerFactory;

/** A log starts no thread, and leaves nothing behind that holds its class loader. */
@Timeout(60)
class BranchLogUndeployTest {

    private static final int COLLECTIONS = 100;

    @TempDir
    private Path directory;

    @Test
    void aLogThatIsOpenOrClosedHasNoThreadAndItsClassLoaderIsCollected() throws Exception {
        WeakReference<ClassLoader> loader = useInAClassLoaderOfItsOwn();
        // Java 17 remembers the record class that it looked at last.
        assertThat(new Last(1)).hasToString("Last[number=1]").isEqualTo(new Last(1));

        for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(loader.get() == null).as("nothing holds the class loader").isTrue();
    }

    private WeakReference<ClassLoader> useInAClassLoaderOfItsOwn() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (Archive archive = new Archive()) {
            thread.setContextClassLoader(archive);
            Object use = archive.loadClass(Use.class.getName()).getConstructor().newInstance();
            assertThat(use.getClass().getClassLoader()).isSameAs(archive);
            @SuppressWarnings("unchecked")
            Consumer<Path> useOfLog = (Consumer<Path>) use;
            useOfLog.accept(directory);
            assertThat(threadsOf(archive)).isEmpty();
            return new WeakReference<>(archive);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Threads inherit the context class loader of the one that starts them. */
    private static List<Thread> threadsOf(ClassLoader loader) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread() && thread.getContextClassLoader() == loader)
                .toList();
    }

    private record Last(int number) {}

    /** What is done in the class loader: a log with many batches, several files and a failed opening. */
    public static final class Use implements Consumer<Path> {

        @Override
        public void accept(Path path) {
            LogFiles files = Branches.files(50_000);
            try (FileBranchLog log = FileBranchLog.open(path, () -> Branches.IDENTITY, files)) {
                assertThat(FileBranchLog.class.getClassLoader()).isSameAs(Use.class.getClassLoader());
                for (int i = 0; i < 200; i++) {
                    log.force(Branches.branch(i));
                    log.forget(Branches.id(i - 3));
                }
                try {
                    FileBranchLog.open(path, () -> null);
                } catch (BranchLogException expected) {
                    assertThat(expected.kind()).isEqualTo(BranchLogException.Kind.IN_USE);
                }
                assertThat(threadsOf(Use.class.getClassLoader())).isEmpty();
            }
            try (FileBranchLog log = FileBranchLog.open(path, () -> null, files)) {
                assertThat(log.replay()).hasSize(3);
            }
        }
    }

    /** What the archive brings comes from here, the rest from the server. */
    private static final class Archive extends URLClassLoader {

        private static final List<String> CONTAINED = List.of("io.rocketjca.", "org.slf4j.");

        Archive() {
            super(
                    Stream.of(FileBranchLog.class, Use.class, LoggerFactory.class, JDK14LoggerFactory.class)
                            .map(type ->
                                    type.getProtectionDomain().getCodeSource().getLocation())
                            .toArray(URL[]::new),
                    BranchLogUndeployTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (CONTAINED.stream().noneMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
