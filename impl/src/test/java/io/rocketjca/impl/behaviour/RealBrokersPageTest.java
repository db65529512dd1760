package io.rocketjca.impl.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.contract.Page;
import io.rocketjca.impl.contract.TableFile;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of every capability a test shows it on each release of RocketMQ that has it, and {@code docs/real-brokers.md} tells which. */
class RealBrokersPageTest {

    private static final List<String> GROUPS = List.of(
            "Routing and selection",
            "Fault tolerance",
            "Retry and outcomes",
            "Back-pressure",
            "Batches",
            "Message features",
            "Request-reply",
            "Hooks and trace",
            "Security",
            "Shutdown");

    private final TestSources sources = TestSources.of(Page.root());
    private final List<Capability> capabilities = TableFile.lines("/real-brokers.txt", 4)
            .map(parts -> new Capability(
                    parts.get(0), parts.get(1), parts.get(2), parts.get(3).equals("=") ? parts.get(2) : parts.get(3)))
            .toList();

    /**
     * A line of the list.
     *
     * @param current what shows it on the current release
     * @param old what shows it on the last 4.9 release
     */
    private record Capability(String group, String name, String current, String old) {}

    /** A release, as the names of test classes tell it. */
    private enum Release {
        CURRENT("Current"),
        OLD("Old");

        private final String word;

        Release(String word) {
            this.word = word;
        }
    }

    @Test
    void everyGroupIsListedInItsOrder() {
        assertThat(capabilities.stream().map(Capability::group).distinct()).containsExactlyElementsOf(GROUPS);
    }

    @Test
    void everyTestExistsAndRunsOnItsRelease() {
        assertThat(capabilities)
                .allSatisfy(each -> assertThat(tests(each.current(), Release.CURRENT))
                        .as("%s on the current release", each.name())
                        .isNotEmpty()
                        .allMatch(sources::exists))
                .allSatisfy(each -> assertThat(tests(each.old(), Release.OLD))
                        .as("%s on the old release", each.name())
                        .allMatch(sources::exists));
    }

    @Test
    void everyReleaseIsTheOneThatTheNameOfAClassTells() {
        assertThat(sources.classesNamed("\\w+Current\\w+IT"))
                .isNotEmpty()
                .allMatch(source -> source.contains("CURRENT"));
        assertThat(sources.classesNamed("\\w+Old\\w+IT"))
                .isNotEmpty()
                .allMatch(source -> source.contains("RocketMQVersion.OLD"));
    }

    @Test
    void thePageIsUpToDate() throws Exception {
        Page.check("docs/real-brokers.md", page());
    }

    /** The tests that a part names, as Class.method; none if the release does not offer the capability. */
    private List<String> tests(String part, Release release) {
        if (part.startsWith("not offered: ")) {
            return List.of();
        }
        return Stream.of(part.replaceFirst("^alike: ", "").split(", "))
                .map(test -> sources.resolve(test, release.word))
                .toList();
    }

    private String page() {
        return """
                # What was seen on real brokers

                Every capability of the producer, and the tests that show it on real name servers and brokers, of RocketMQ 5.5.0 and of 4.9.7,
                all run by `mvn verify`. *Alike* are capabilities that end before the wire, so that no release can differ; their tests run
                against scripted peers. Generated from `real-brokers.txt`, whose names are checked, by

                ```
                %s
                ```

                """.formatted(Page.COMMAND) + GROUPS.stream().map(this::group).collect(Collectors.joining("\n"));
    }

    private String group(String group) {
        return "## " + group + "\n\n| capability | on 5.5.0 | on 4.9.7 |\n|---|---|---|\n"
                + capabilities.stream()
                        .filter(each -> each.group().equals(group))
                        .map(each -> "| " + each.name() + " | " + cell(each.current(), Release.CURRENT) + " | "
                                + cell(each.old(), Release.OLD) + " |\n")
                        .collect(Collectors.joining());
    }

    private String cell(String part, Release release) {
        if (part.startsWith("not offered: ")) {
            return part;
        }
        String names =
                tests(part, release).stream().map(name -> "`" + name + "`").collect(Collectors.joining("<br>"));
        return part.startsWith("alike: ") ? "*alike*: " + names : names;
    }
}
