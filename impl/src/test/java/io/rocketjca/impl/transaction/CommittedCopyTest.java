package io.rocketjca.impl.transaction;

import static io.rocketjca.impl.transaction.Finding.DENIED;
import static io.rocketjca.impl.transaction.Finding.FOUND;
import static io.rocketjca.impl.transaction.Finding.NOT_FOUND;
import static io.rocketjca.impl.transaction.Finding.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.transaction.CommittedCopy.Decision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy is committed only if the message itself is certainly lost. */
class CommittedCopyTest {

    private static final boolean LONG_AGO = true;
    private static final boolean A_MOMENT_AGO = false;

    /** An index that gives its answers in turn, whatever it is asked. */
    private static final class Script implements CommittedCopy.Index {

        private final Deque<Finding> answers;

        Script(Finding... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public CompletableFuture<Finding> findMessage() {
            return CompletableFuture.completedFuture(answers.remove());
        }

        @Override
        public CompletableFuture<Finding> findCopy() {
            return findMessage();
        }
    }

    private static Decision decide(boolean longAgo, boolean commitWhenUnsure, Finding... answers) {
        return decide(new AtomicInteger(), longAgo, commitWhenUnsure, answers);
    }

    private static Decision decide(
            AtomicInteger unproven, boolean longAgo, boolean commitWhenUnsure, Finding... answers) {
        return new CommittedCopy(new Script(answers), unproven, longAgo, commitWhenUnsure)
                .decide()
                .join();
    }

    @Test
    void aCopyOfWhatConsumersSeeIsDropped() {
        assertThat(decide(LONG_AGO, true, FOUND)).isEqualTo(Decision.DROP);
        assertThat(decide(A_MOMENT_AGO, true, FOUND)).isEqualTo(Decision.DROP);
    }

    @Test
    void aLostMessageIsCommittedAgain() {
        assertThat(decide(LONG_AGO, false, NOT_FOUND, FOUND, NOT_FOUND)).isEqualTo(Decision.COMMIT);
    }

    @Test
    void anIndexThatHasTakenTheMessageInBetweenTwoQuestionsShowsThatItIsNotLost() {
        assertThat(decide(LONG_AGO, true, NOT_FOUND, FOUND, FOUND)).isEqualTo(Decision.DROP);
    }

    @Test
    void anIndexThatDoesNotKnowTheCopyEitherProvesNothing() {
        assertThat(decide(LONG_AGO, true, NOT_FOUND, NOT_FOUND)).isEqualTo(Decision.LATER);
        assertThat(decide(LONG_AGO, true, NOT_FOUND, UNKNOWN)).isEqualTo(Decision.LATER);
        assertThat(decide(LONG_AGO, true, NOT_FOUND, FOUND, UNKNOWN)).isEqualTo(Decision.LATER);
    }

    /** It finds neither the message nor the copy that it holds itself, however often it asks. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrokerWithoutAnIndexDoesNotTellSoTheConfigurationDecides(boolean commitWhenUnsure) {
        AtomicInteger unproven = new AtomicInteger();

        assertThat(decide(unproven, LONG_AGO, commitWhenUnsure, NOT_FOUND, NOT_FOUND))
                .isEqualTo(Decision.LATER);
        assertThat(decide(unproven, LONG_AGO, commitWhenUnsure, NOT_FOUND, UNKNOWN))
                .isEqualTo(Decision.LATER);
        assertThat(decide(unproven, LONG_AGO, commitWhenUnsure, NOT_FOUND, NOT_FOUND))
                .isEqualTo(Decision.LATER);
        assertThat(decide(unproven, LONG_AGO, commitWhenUnsure, NOT_FOUND, NOT_FOUND))
                .isEqualTo(commitWhenUnsure ? Decision.COMMIT : Decision.DROP);
    }

    @ParameterizedTest
    @EnumSource(
            value = Finding.class,
            names = {"NOT_FOUND", "DENIED", "UNKNOWN"})
    void aCopyThatMayBeOlderThanTheCommitIsNeverCommitted(Finding finding) {
        assertThat(decide(A_MOMENT_AGO, true, finding)).isEqualTo(Decision.LATER);
    }

    @Test
    void whatTheBrokerDoesNotTellIsDecidedByTheConfiguration() {
        assertThat(decide(LONG_AGO, true, DENIED)).isEqualTo(Decision.COMMIT);
        assertThat(decide(LONG_AGO, false, DENIED)).isEqualTo(Decision.DROP);
        assertThat(decide(LONG_AGO, false, NOT_FOUND, FOUND, DENIED)).isEqualTo(Decision.DROP);
    }
}
