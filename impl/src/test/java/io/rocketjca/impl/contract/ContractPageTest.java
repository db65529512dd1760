package io.rocketjca.impl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.contract.Catalogue.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every rule in scope has a test or a reason, and {@code docs/contract.md} tells which. */
class ContractPageTest {

    private static final Map<Character, String> AREAS = new TreeMap<>(Map.ofEntries(
            Map.entry('A', "Life cycle"),
            Map.entry('B', "Connection management"),
            Map.entry('C', "Transactions"),
            Map.entry('D', "Security"),
            Map.entry('E', "Work"),
            Map.entry('F', "Inbound"),
            Map.entry('G', "Metadata and annotations"),
            Map.entry('H', "API, beans, equality"),
            Map.entry('I', "Packaging and class loading"),
            Map.entry('J', "JNDI"),
            Map.entry('K', "Runtime"),
            Map.entry('L', "Exceptions")));

    private final List<Rule> rules = Catalogue.rules();
    private final Map<String, Set<String>> tests = MarkedTests.byId(Page.root(), Must.class);

    @Test
    void everyMustInScopeHasATestOrAReason() {
        assertThat(rules.stream()
                        .filter(Rule::inScope)
                        .filter(rule -> !rule.hasReason() && !tests.containsKey(rule.id()))
                        .map(Rule::id))
                .isEmpty();
    }

    @Test
    void noRuleWithATestClaimsNotToApply() {
        assertThat(rules.stream()
                        .filter(rule -> tests.containsKey(rule.id()))
                        .filter(rule -> rule.hasReason() || rule.comesLater())
                        .map(Rule::id))
                .isEmpty();
    }

    @Test
    void everyTestNamesARuleOfTheCatalogueAndEachRuleIsListedOnce() {
        List<String> ids = rules.stream().map(Rule::id).toList();

        assertThat(ids).doesNotHaveDuplicates().containsAll(tests.keySet());
    }

    @Test
    void thePageIsUpToDate() throws Exception {
        Page.check("docs/contract.md", page());
    }

    private String page() {
        StringBuilder page = new StringBuilder("""
                # The Jakarta Connectors contract

                Every MUST (M) of the specification that concerns this adapter, what we do about it, and the test that shows it;
                with those SHOULDs (S) and optional rules (O) worth naming. Generated from `contract.txt` and the
                `@Must` annotations of the tests by

                ```
                %s
                ```

                Section numbers count from 1 = Introduction, as the TCK's assertions do; the published Jakarta text counts one
                more.

                """.formatted(Page.COMMAND));
        page.append(summary()).append('\n');
        AREAS.forEach((area, title) -> page.append(area(area, title)));
        return page.toString();
    }

    private String summary() {
        List<Rule> later = rules.stream().filter(Rule::comesLater).toList();
        List<Rule> deviations = rules.stream()
                .filter(rule -> rule.answer().startsWith("deviation:"))
                .toList();
        long shown = rules.stream()
                .filter(rule -> rule.level().equals("M") && tests.containsKey(rule.id()))
                .count();
        return "Shown by tests: " + shown + " MUSTs. Missing, because they come with transactions: " + ids(later)
                + ". Knowingly not done: " + ids(deviations) + ".\n";
    }

    private static String ids(List<Rule> some) {
        return some.stream().map(Rule::id).collect(Collectors.joining(", "));
    }

    private String area(char area, String title) {
        StringBuilder text = new StringBuilder("## " + area + ". " + title + "\n\n"
                + "| id | | section | demand | our answer | shown by |\n|---|---|---|---|---|---|\n");
        rules.stream().filter(rule -> rule.area() == area).forEach(rule -> text.append(row(rule)));
        return text.append('\n').toString();
    }

    private String row(Rule rule) {
        Set<String> shownBy = tests.getOrDefault(rule.id(), Set.of());
        String last = shownBy.stream().map(name -> "`" + name + "`").collect(Collectors.joining("<br>"));
        return "| " + rule.id() + " | " + rule.level() + " | " + rule.section() + " | " + rule.demand() + " | "
                + rule.answer() + " | " + (last.isEmpty() ? "–" : last) + " |\n";
    }
}
