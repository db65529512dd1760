package io.rocketjca.impl;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.contract.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/architecture.md} true: it names every type of the product, and none that is gone. */
class ArchitecturePageTest {

    /** A type's simple name in code quotes, maybe in the plural. */
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:\\.start)?`");

    private static final Set<String> NOT_OF_THE_PRODUCT = Set.of("ArchitectureTest");

    @Test
    void thePageNamesEveryTypeAndNoOther() throws IOException {
        Set<String> named = NAME.matcher(Files.readString(Page.root().resolve("docs/architecture.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        named.removeAll(NOT_OF_THE_PRODUCT);

        assertThat(named).isEqualTo(types());
    }

    private static Set<String> types() {
        return Stream.of("api", "impl", "cdi")
                .map(module -> Page.root().resolve(module).resolve("src/main/java"))
                .flatMap(ArchitecturePageTest::sources)
                .map(path -> path.getFileName().toString().replace(".java", ""))
                .filter(name -> !name.equals("package-info"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".java")).collect(Collectors.toList()).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
