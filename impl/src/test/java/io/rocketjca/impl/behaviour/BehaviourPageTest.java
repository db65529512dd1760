package io.rocketjca.impl.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Behaviour.Decision;
import io.rocketjca.impl.behaviour.Behaviour.State;
import io.rocketjca.impl.contract.MarkedTests;
import io.rocketjca.impl.contract.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every row of producer behaviour is shown by a test or says why not, and {@code docs/behaviour.md} tells which. */
class BehaviourPageTest {

    private static final int MOST_DIFFERENCES = 20;

    private final List<Behaviour> rows = Behaviour.rows();
    private final Map<String, Set<String>> tests = MarkedTests.byId(Page.root(), Row.class);

    @Test
    void everyRowIsListedOnceInItsOrderWithoutGaps() {
        assertThat(rows.stream().map(Behaviour::id).toList())
                .isEqualTo(BehaviourPage.GROUPS.entrySet().stream()
                        .flatMap(group -> IntStream.rangeClosed(
                                        1, group.getValue().rows())
                                .mapToObj(number -> "%s-%02d".formatted(group.getKey(), number)))
                        .toList());
        assertThat(Behaviour.decisions().stream().map(Decision::id).toList())
                .isEqualTo(IntStream.rangeClosed(1, 10)
                        .mapToObj(number -> "D" + number)
                        .toList());
    }

    @Test
    void everyRowThatIsDeclaredShownHasATest() {
        assertThat(idsOf(State.SHOWN)).isSubsetOf(tests.keySet());
    }

    @Test
    void noRowWithATestClaimsToBeMeaninglessOrStillToCome() {
        assertThat(tests.keySet())
                .noneMatch(idsOf(State.MEANINGLESS)::contains)
                .noneMatch(idsOf(State.LATER)::contains);
    }

    @Test
    void everyTestNamesARowOfTheList() {
        assertThat(tests.keySet()).isSubsetOf(rows.stream().map(Behaviour::id).toList());
    }

    @Test
    void differencesAreFew() {
        assertThat(idsOf(State.DIFFERENT)).hasSizeLessThanOrEqualTo(MOST_DIFFERENCES);
    }

    @Test
    void thePageIsUpToDate() throws Exception {
        Page.check("docs/behaviour.md", new BehaviourPage(rows, Behaviour.decisions(), tests).text());
    }

    private Set<String> idsOf(State state) {
        return rows.stream()
                .filter(row -> row.state() == state)
                .map(Behaviour::id)
                .collect(Collectors.toSet());
    }
}
