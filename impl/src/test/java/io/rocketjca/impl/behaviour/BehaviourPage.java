package io.rocketjca.impl.behaviour;

import io.rocketjca.impl.behaviour.Behaviour.Decision;
import io.rocketjca.impl.behaviour.Behaviour.State;
import io.rocketjca.impl.contract.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of {@code docs/behaviour.md}.
 *
 * @param rows all rows
 * @param decisions where accounts of RocketMQ contradict each other
 * @param tests the tests of each row
 */
record BehaviourPage(List<Behaviour> rows, List<Decision> decisions, Map<String, Set<String>> tests) {

    static final Map<String, Group> GROUPS = groups();

    private static final Map<State, String> MARKS = Map.of(
            State.SHOWN, "",
            State.DIFFERENT, "**Different:** ",
            State.MEANINGLESS, "**Without meaning here:** ",
            State.LATER, "**Not built yet:** ");

    /**
     * Rows that belong together.
     *
     * @param title what they are about
     * @param rows how many there are
     */
    record Group(String title, int rows) {}

    private static Map<String, Group> groups() {
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put("LIF", new Group("Life cycle", 29));
        groups.put("RTE", new Group("Routes", 21));
        groups.put("QSL", new Group("Choosing a queue", 9));
        groups.put("FLT", new Group("Avoiding slow and broken brokers", 15));
        groups.put("SND", new Group("Sending", 31));
        groups.put("MSG", new Group("Messages", 11));
        groups.put("RTY", new Group("Repeating a send", 21));
        groups.put("CMP", new Group("Compression", 6));
        groups.put("HK", new Group("Hooks", 9));
        groups.put("TRC", new Group("Message trace", 7));
        groups.put("BAT", new Group("Batches", 8));
        groups.put("TXN", new Group("Transactions", 4));
        groups.put("RQR", new Group("Request and reply", 4));
        groups.put("CFG", new Group("Configuration", 31));
        groups.put("ERR", new Group("Errors", 24));
        return groups;
    }

    String text() {
        StringBuilder page = new StringBuilder("""
                # How it behaves as a RocketMQ producer

                What a producer of RocketMQ is known to do, row by row: what this adapter does, and the tests that show it.
                Transactions and consumers have no rows. Texts of errors and logs are our own; such a row holds if the same situation is
                told with the same facts.
                Generated from `behaviour.txt`, `behaviour-decisions.txt` and the `@Row` annotations of the tests by

                ```
                %s
                ```

                %s
                """.formatted(Page.COMMAND, summary()));
        GROUPS.forEach((prefix, group) -> page.append(section(prefix, group)));
        return page.append(contradictions()).toString();
    }

    private String summary() {
        return """
                Of %d rows, **%d are shown by tests**, %d are deliberately different, %d are without meaning here, and **%d are
                not built yet**.

                | group | | shown | different | without meaning | not built yet |
                |---|---|---|---|---|---|
                %s""".formatted(
                        rows.size(),
                        count("", State.SHOWN),
                        count("", State.DIFFERENT),
                        count("", State.MEANINGLESS),
                        count("", State.LATER),
                        GROUPS.entrySet().stream()
                                .map(group -> summary(group.getKey(), group.getValue()))
                                .collect(Collectors.joining()));
    }

    private String summary(String prefix, Group group) {
        return "| %s | %s | %d | %d | %d | %d |%n"
                .formatted(
                        prefix,
                        group.title(),
                        count(prefix, State.SHOWN),
                        count(prefix, State.DIFFERENT),
                        count(prefix, State.MEANINGLESS),
                        count(prefix, State.LATER));
    }

    private long count(String prefix, State state) {
        return rows.stream()
                .filter(row ->
                        row.state() == state && (prefix.isEmpty() || row.group().equals(prefix)))
                .count();
    }

    private String section(String prefix, Group group) {
        return "## " + prefix + ". " + group.title() + "\n\n| id | what we do | shown by |\n|---|---|---|\n"
                + rows.stream()
                        .filter(row -> row.group().equals(prefix))
                        .map(this::line)
                        .collect(Collectors.joining())
                + "\n";
    }

    private String line(Behaviour row) {
        String shownBy = tests.getOrDefault(row.id(), Set.of()).stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining("<br>"));
        return "| " + row.id() + " | " + MARKS.get(row.state()) + row.answer() + " | "
                + (shownBy.isEmpty() ? "–" : shownBy) + " |\n";
    }

    private String contradictions() {
        return "## Where accounts of RocketMQ contradict each other\n\n| id | in doubt | what holds here |\n|---|---|---|\n"
                + decisions.stream()
                        .map(one -> "| " + one.id() + " | " + one.question() + " | " + one.decision() + " |\n")
                        .collect(Collectors.joining());
    }
}
