package io.rocketjca.impl;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.rocketjca.impl.contract.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every bound is a named constant, and {@code docs/limits.md} tells all of them with the values that they have. */
class LimitsPageTest {

    private static final Pattern NAME_OF_A_BOUND = Pattern.compile("(MAX|MIN|MOST|LONGEST|SHORTEST|DEFAULT_MAX)_\\w+");

    /** A comparison with a number of two digits or more; 10 alone tells digits from letters. */
    private static final Pattern UNNAMED = Pattern.compile("(?<![<>-])[<>]=? *(?!10\\b)(?!0x)[0-9][0-9_]+L?\\b");

    /** Their bounds are in {@code docs/configuration.md}. */
    private static final String CONFIG_PROPERTIES = "connector.ConfigBounds.";

    private static final Set<String> NUMBERS = Set.of("int", "long");

    private final List<Limit> limits = Limit.all();

    @Test
    void everyConstantThatBoundsSomethingIsListed() {
        assertThat(limits.stream().map(Limit::constant)).doesNotHaveDuplicates().containsAll(boundsOfTheCode());
    }

    private static List<String> boundsOfTheCode() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.rocketjca.impl")
                        .stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field ->
                                field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL)))
                        .filter(LimitsPageTest::isBound)
                        .map(field -> field.getFullName().substring(Limit.ROOT.length()))
                        .filter(name -> !name.startsWith(CONFIG_PROPERTIES))
                        .toList();
    }

    private static boolean isBound(JavaField field) {
        String type = field.getRawType().getName();
        return type.equals(Duration.class.getName())
                || NUMBERS.contains(type)
                        && NAME_OF_A_BOUND.matcher(field.getName()).matches();
    }

    @Test
    void noCodeComparesWithANumberThatHasNoName() throws IOException {
        Path sources = Page.root().resolve("impl/src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readAllLines(file).stream()
                                .filter(line -> !line.strip().startsWith("*"))
                                .filter(line -> UNNAMED.matcher(line).find()))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Limits

                Every queue, table, text and wait of the adapter has a bound. Those that an administrator can change are config
                properties: [configuration.md](configuration.md). These are the others, and the ends of what can be configured, with the
                constant that each is in the code; its class is where the bound is enforced or given to who enforces it. Bytes are
                powers of two; a bound is a maximum unless it says "at least".

                One queue is bounded by those who fill it: completions of asynchronous sends that wait for a thread of the application
                or the container. While as many wait as messages may be under way (`maxInFlightMessages`), no further asynchronous
                send is admitted; those that are under way by then still add theirs.

                """);
        String area = "";
        for (Limit limit : limits) {
            if (!limit.area().equals(area)) {
                area = limit.area();
                page.append("## ")
                        .append(area)
                        .append("\n\n| bounds | value | constant | because |\n|---|---|---|---|\n");
            }
            page.append(limit.row());
            if (isLastOfItsArea(limit)) {
                page.append('\n');
            }
        }
        page.append("---\nWritten by `").append(Page.COMMAND).append("`.\n");
        Page.check("docs/limits.md", page.toString());
    }

    private boolean isLastOfItsArea(Limit limit) {
        int next = limits.indexOf(limit) + 1;
        return next == limits.size() || !limits.get(next).area().equals(limit.area());
    }
}
