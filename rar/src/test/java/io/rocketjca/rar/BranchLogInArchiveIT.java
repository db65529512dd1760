package io.rocketjca.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The branch log works with what is in the archive. */
class BranchLogInArchiveIT {

    private static final String LOG = "io.rocketjca.impl.transaction.log.";

    @TempDir
    private Path folder;

    @Test
    void keepsABranch() throws Exception {
        List<URL> jars = new ArrayList<>();
        for (Map.Entry<String, byte[]> jar : Archive.built().entrySet()) {
            if (jar.getKey().startsWith("rocketjca-") || jar.getKey().startsWith("slf4j-")) {
                jars.add(Files.write(folder.resolve(jar.getKey()), jar.getValue())
                        .toUri()
                        .toURL());
            }
        }
        try (URLClassLoader archive =
                new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> log = archive.loadClass(LOG + "BranchLog");
            Object branch = branchIn(archive);
            try (AutoCloseable opened = open(archive)) {
                log.getMethod("force", branch.getClass()).invoke(opened, branch);
            }
            try (AutoCloseable opened = open(archive)) {
                assertThat(log.getMethod("replay").invoke(opened)).isEqualTo(List.of(branch));
            }
        }
    }

    private static Object branchIn(ClassLoader archive) throws ReflectiveOperationException {
        Object id = archive.loadClass(LOG + "BranchId")
                .getMethod("parse", String.class)
                .invoke(null, "1:0a:0b");
        Object prepared = archive.loadClass(LOG + "BranchState").getEnumConstants()[0];
        return archive.loadClass(LOG + "LoggedBranch").getConstructors()[0].newInstance(id, prepared, 7L, List.of());
    }

    private AutoCloseable open(ClassLoader archive) throws ReflectiveOperationException {
        Object identity =
                archive.loadClass(LOG + "LogIdentity").getConstructors()[0].newInstance(7L, "n1", "GID-n1");
        Supplier<Object> ifNew = () -> identity;
        Method open = archive.loadClass(LOG + "FileBranchLog").getMethod("open", Path.class, Supplier.class);
        return (AutoCloseable) open.invoke(null, folder.resolve("log"), ifNew);
    }
}
