package io.rocketjca.impl.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.contract.MarkedTests;
import io.rocketjca.impl.contract.Page;
import io.rocketjca.impl.contract.TableFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of every known defect of producers a test shows that it is absent here, and {@code docs/defects.md} tells which. */
class DefectsPageTest {

    private static final int DEFECTS = 37;

    private final List<KnownDefect> defects = TableFile.lines("/defects.txt", 3)
            .map(parts -> new KnownDefect(parts.get(0), parts.get(1), parts.get(2)))
            .toList();
    private final Map<String, Set<String>> tests = MarkedTests.byId(Page.root(), Defect.class);

    /**
     * A line of the list.
     *
     * @param elsewhere what went wrong
     * @param here what holds instead
     */
    private record KnownDefect(String id, String elsewhere, String here) {}

    @Test
    void everyDefectIsListedOnceInItsOrder() {
        assertThat(defects)
                .extracting(KnownDefect::id)
                .isEqualTo(IntStream.rangeClosed(1, DEFECTS)
                        .mapToObj("K%02d"::formatted)
                        .toList());
    }

    @Test
    void everyDefectHasATestAndEveryTestADefect() {
        assertThat(tests.keySet())
                .containsExactlyElementsOf(defects.stream().map(KnownDefect::id).toList());
    }

    @Test
    void thePageIsUpToDate() throws Exception {
        Page.check("docs/defects.md", page());
    }

    private String page() {
        return """
                # Known defects of producers, and what holds here

                What users of RocketMQ producers have run into, above all with the official client, in this or an earlier version; what
                this adapter does instead; and the tests that show it. Generated from `defects.txt` and the `@Defect` annotations of the
                tests by

                ```
                %s
                ```

                | id | what went wrong elsewhere | what holds here | shown by |
                |---|---|---|---|
                """.formatted(Page.COMMAND) + defects.stream().map(this::line).collect(Collectors.joining());
    }

    private String line(KnownDefect defect) {
        String shownBy = tests.getOrDefault(defect.id(), Set.of()).stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining("<br>"));
        return "| " + defect.id() + " | " + defect.elsewhere() + " | " + defect.here() + " | " + shownBy + " |\n";
    }
}
