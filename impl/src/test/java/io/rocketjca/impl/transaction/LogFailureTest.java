package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.contract.Must;
import io.rocketjca.impl.fake.FakeReply;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A disk that refuses to write, at each moment at which something must be written. */
class LogFailureTest extends OneEngine {

    @Test
    @Must("C7")
    void aBranchThatCannotBeWrittenVotesNo() throws Exception {
        Branch branch = fixture.sent(1, "one");
        fixture.logFailures.set(1);

        assertThat(CommitTest.kindOf(() -> fixture.engine().prepare(branch.id())))
                .isEqualTo(BranchFailure.Kind.ROLLED_BACK);

        fixture.await(() -> fixture.broker().openHalves().isEmpty());
        assertThat(fixture.engine().recover()).isEmpty();
    }

    @Test
    void severalMessagesWhoseCommitCannotBeWrittenAreRolledBack() throws Exception {
        Branch branch = fixture.sent(1, "one", "two");
        fixture.logFailures.set(1);

        assertThat(CommitTest.kindOf(() -> fixture.engine().commitOnePhase(branch.id())))
                .isEqualTo(BranchFailure.Kind.ROLLED_BACK);

        fixture.broker().awaitRequests(37, 2);
        assertThat(fixture.visible()).isEmpty();
    }

    /** The background must not begin with what a failing disk may still take back. */
    @Test
    void nothingOfSeveralMessagesIsCommittedBeforeTheirCommitIsWritten() throws Exception {
        Branch branch = fixture.sent(1, "one", "two");
        fixture.probe(step -> {
            if (step == TransactionStep.COMMIT_ENTERED) {
                fixture.pass(Completer.ROUND.multipliedBy(2));
                fixture.barrier();
            }
        });
        fixture.logFailures.set(1);

        assertThat(CommitTest.kindOf(() -> fixture.engine().commitOnePhase(branch.id())))
                .isEqualTo(BranchFailure.Kind.ROLLED_BACK);

        assertThat(fixture.broker().awaitRequests(37, 2))
                .allMatch(end -> end.ext("commitOrRollback").equals("12"));
        assertThat(fixture.visible()).isEmpty();
    }

    @Test
    void aCommitThatBrokersConfirmNeedsNoLog() throws Exception {
        Branch prepared = fixture.prepared(1, "one");
        Branch alone = fixture.sent(2, "two");
        fixture.logFailures.set(Integer.MAX_VALUE);

        fixture.engine().commit(prepared.id());
        fixture.engine().commitOnePhase(alone.id());

        assertThat(fixture.visible()).containsExactly("one", "two");
    }

    @Test
    void aCommitThatNeitherBrokersNorTheDiskTakeCanBeAskedForAgain() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        fixture.broker().next(37, FakeReply.code(2, "busy"));
        fixture.logFailures.set(1);

        assertThat(CommitTest.kindOf(() -> fixture.engine().commit(branch.id())))
                .isEqualTo(BranchFailure.Kind.LOG_FAILED);
        assertThat(fixture.engine().recover()).containsExactly(branch.id());
        fixture.engine().commit(branch.id());

        assertThat(fixture.visible()).containsExactly("one");
    }

    @Test
    void whatCouldNotBeWrittenIsStillFinishedInTheBackgroundIfItWasAlone() throws Exception {
        Branch branch = fixture.sent(1, "one");
        fixture.broker().next(37, FakeReply.silent());
        fixture.logFailures.set(1);
        Future<BranchFailure.Kind> commit =
                fixture.elsewhere(() -> CommitTest.kindOf(() -> fixture.engine().commitOnePhase(branch.id())));
        fixture.broker().awaitRequests(37, 1);
        fixture.passUntil(commit::isDone);

        assertThat(commit.get()).isEqualTo(BranchFailure.Kind.LOG_FAILED);
        fixture.passUntil(() -> branch.state() == Branch.State.COMMITTED);
        assertThat(fixture.visible()).containsExactly("one");
    }
}
