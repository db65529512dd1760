package io.rocketjca.rar;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.contract.Must;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.jca.validator.Validation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IronJacamar's validator, which is WildFly's gate at deployment, finds nothing wrong with the archive. */
class IronJacamarValidatorIT {

    private static final int CLEAN = 0;
    private static final int FAILURES = 1;
    private static final String PACKAGE = "io/rocketjca/impl/connector/";

    @TempDir
    Path folder;

    @Test
    @Must({"A1", "A2", "B12", "B13", "G2", "H2", "H4", "I3", "I8"})
    void findsNothingWrong() throws Exception {
        Path archive = Files.copy(Archive.BUILT, folder.resolve("rocketjca.rar"));

        int result = validate(archive);

        assertThat(report()).isEmpty();
        assertThat(result).isEqualTo(CLEAN);
    }

    /** Proof that it looks at our classes: the same archive, with one method less in one of them. */
    @ParameterizedTest
    @ValueSource(strings = {"RocketMQResourceAdapter", "RocketMQManagedConnectionFactory"})
    void wouldTellIfOneOfOurClassesWereBroken(String broken) throws Exception {
        Path archive = folder.resolve("broken.rar");
        Archive.writeWithChangedClass(
                archive, PACKAGE + broken + ".class", code -> Archive.renamed(code, "hashCode", "hashXode"));

        int result = validate(archive);

        assertThat(result).isEqualTo(FAILURES);
        assertThat(report()).contains("io.rocketjca.impl.connector." + broken).containsIgnoringCase("hashCode");
    }

    @Test
    void wouldTellOfALooseClass() throws Exception {
        var entries = Archive.built();
        entries.put("io/rocketjca/Loose.class", new byte[] {1});
        Path archive = Files.write(folder.resolve("loose.rar"), Archive.pack(entries));

        assertThat(validate(archive)).isEqualTo(FAILURES);
    }

    /** The validator leaves its class loader on the thread, where the next validation would find the classes of this one. */
    private int validate(Path archive) throws IOException {
        Path reports = Files.createDirectories(folder.resolve("reports"));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            return Validation.validate(archive.toUri().toURL(), reports.toString(), new String[0]);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private String report() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("reports"))) {
            List<Path> logs = files.filter(Files::isRegularFile).toList();
            StringBuilder text = new StringBuilder();
            for (Path log : logs) {
                text.append(Files.readString(log));
            }
            return text.toString();
        }
    }
}
