package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.contract.Must;
import io.rocketjca.impl.fake.FakeCluster;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.fake.FakeReply;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broker hears that asks how a transaction ended. */
class CheckBackTest extends OneEngine {

    private static final String ROLLBACK = "12";
    private static final String COMMIT = "8";

    /** C1. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Row("TXN-02")
    void aQuestionMovesTheHalfMessageToItsCopyWhetherTheBrokerTellsItsNameOrNot(boolean tellsName) throws Exception {
        Branch branch = fixture.begin(1);
        SendReceipt receipt = fixture.send(branch, "one");
        fixture.engine().leave(branch);
        fixture.engine().prepare(branch.id());
        fixture.broker().ask(receipt.messageId(), tellsName ? "a" : null);
        FakeFrame last = fixture.broker().ask(receipt.messageId(), tellsName ? "a" : null);
        fixture.barrier();

        fixture.engine().commit(branch.id());

        assertThat(fixture.ends()).hasSize(1);
        assertThat(fixture.ends().get(0).ext("commitLogOffset")).isEqualTo(last.ext("commitLogOffset"));
        assertThat(fixture.ends().get(0).ext("tranStateTableOffset")).isEqualTo(last.ext("tranStateTableOffset"));
        assertThat(fixture.broker().openHalves()).isEmpty();
        assertThat(fixture.visible()).containsExactly("one");
    }

    /** C2. */
    @Test
    void nothingIsAnsweredWhileTheBranchIsActiveOrPrepared() throws Exception {
        Branch branch = fixture.begin(1);
        SendReceipt receipt = fixture.send(branch, "one");
        fixture.ask(receipt.messageId());
        fixture.engine().leave(branch);
        fixture.ask(receipt.messageId());
        fixture.engine().prepare(branch.id());
        fixture.ask(receipt.messageId());

        assertThat(fixture.ends()).isEmpty();
        assertThat(fixture.broker().copies(receipt.messageId())).isEqualTo(4);
    }

    /** C2: the commit that is under way counts, and what it cannot know the background asks. */
    @Test
    void nothingIsAnsweredWhileTheCommitIsUnderWay() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        String key = branch.halves().get(0).uniqueKey();
        fixture.broker().next(37, FakeReply.silent());
        Future<Void> commit = fixture.commitElsewhere(branch);
        fixture.broker().awaitRequests(37, 1);

        fixture.ask(key);

        assertThat(fixture.ends()).hasSize(1);
        fixture.passUntil(commit::isDone);
        commit.get();
        fixture.passUntil(() -> !fixture.visible().isEmpty());
        fixture.barrier();
        assertThat(fixture.visible()).containsExactly("one");
    }

    /** C3, C4. */
    @Test
    @Must("C6")
    void aRolledBackHalfMessageIsRolledBackAgainWhereverItIs() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        String key = branch.halves().get(0).uniqueKey();
        fixture.engine().rollBack(branch.id());
        fixture.broker().awaitRequests(37, 1);
        fixture.broker().forgetEnds();

        FakeFrame question = fixture.ask(key);

        assertThat(fixture.ends()).hasSize(2).allSatisfy(end -> assertThat(end.ext("commitOrRollback"))
                .isEqualTo(ROLLBACK));
        assertThat(fixture.ends().get(1).ext("commitLogOffset")).isEqualTo(question.ext("commitLogOffset"));
        assertThat(fixture.visible()).isEmpty();
    }

    /** C4: what an earlier run never prepared is nobody's. */
    @Test
    @Must("C6")
    void whatWasNeverPreparedIsRolledBackAfterACrash() throws Exception {
        Branch branch = fixture.sent(1, "one");
        fixture.crash();
        fixture.start();
        fixture.sent(2, "of the next life");

        fixture.ask(branch.halves().get(0).uniqueKey());

        assertThat(fixture.ends()).singleElement().satisfies(end -> assertThat(end.ext("commitOrRollback"))
                .isEqualTo(ROLLBACK));
    }

    /** C4. */
    @Test
    void aHalfMessageOfAnotherLogIsNotAnsweredFor() throws Exception {
        Branch branch = fixture.sent(1, "one");
        fixture.stop();
        Files.delete(fixture.directory().resolve("branches.log"));
        fixture.start();
        fixture.sent(2, "of another log");

        fixture.ask(branch.halves().get(0).uniqueKey());

        assertThat(fixture.ends()).isEmpty();
    }

    /** C5. */
    @Test
    void aCopyOfACommittedMessageThatIsThereIsRolledBack() throws Exception {
        String key = committed();
        fixture.broker().forgetEnds();

        FakeFrame question = fixture.ask(key);

        assertThat(fixture.ends()).hasSize(2);
        assertThat(fixture.ends().get(1).ext("commitOrRollback")).isEqualTo(ROLLBACK);
        assertThat(fixture.ends().get(1).ext("commitLogOffset")).isEqualTo(question.ext("commitLogOffset"));
        assertThat(fixture.broker().openHalves()).isEmpty();
        assertThat(fixture.visible()).containsExactly("one");
    }

    /** C5. */
    @Test
    void aCommittedMessageThatItsBrokerHasLostIsCommittedAgain() throws Exception {
        String key = committed();
        fixture.broker().forgetEnds();
        fixture.broker().loseVisible();
        fixture.pass(CommittedCopy.ON_ITS_WAY);

        fixture.ask(key);

        assertThat(fixture.ends()).hasSize(2);
        assertThat(fixture.ends().get(1).ext("commitOrRollback")).isEqualTo(COMMIT);
        assertThat(fixture.visible()).containsExactly("one");
    }

    /** C5: the question may have left before the commit came, and the index may not have it yet. */
    @Test
    void aMessageIsNotCommittedAgainRightAfterItsCommit() throws Exception {
        String key = committed();
        fixture.broker().forgetEnds();
        fixture.broker().loseVisible();

        fixture.ask(key);

        assertThat(fixture.ends()).hasSize(1);
    }

    /** C5: the index of the broker lags behind, so its "no" proves nothing. */
    @Test
    void aCommittedMessageIsNotCommittedAgainAsLongAsTheIndexDoesNotKnowTheCopyEither() throws Exception {
        String key = committed();
        fixture.answerQuestions(notFound());

        fixture.ask(key);

        assertThat(fixture.ends()).hasSize(1);
    }

    /** C5. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereTheBrokerDoesNotTellTheConfigurationDecides(boolean again) throws Exception {
        if (!again) {
            fixture.close();
            fixture = EngineFixture.over(directory.resolve("never-twice"), FakeCluster.of("a"))
                    .neverTwice()
                    .start();
        }
        String key = committed();
        fixture.answerQuestions(FakeReply.code(16, "no permission"));
        fixture.pass(CommittedCopy.ON_ITS_WAY);

        fixture.ask(key);

        assertThat(fixture.ends()).hasSize(2);
        assertThat(fixture.ends().get(1).ext("commitOrRollback")).isEqualTo(again ? COMMIT : ROLLBACK);
    }

    /** C5: the broker that confirmed it has not been restarted since, so it has the message, and asks for a copy only. */
    @ParameterizedTest
    @ValueSource(ints = {16, 22})
    void aBrokerThatDoesNotTellButHasLivedOnSinceItConfirmedIsNotToldAgain(int answer) throws Exception {
        fixture.sent(9, "before");
        fixture.pass(Duration.ofMillis(1));
        String key = committed();
        fixture.answerQuestions(FakeReply.code(answer, "does not tell"));
        fixture.pass(CommittedCopy.ON_ITS_WAY);

        for (int i = 0; i < HalfEnding.MOST_UNPROVEN; i++) {
            fixture.ask(key);
        }

        assertThat(fixture.ends()).hasSizeGreaterThan(1);
        assertThat(fixture.ends().subList(1, fixture.ends().size()))
                .allSatisfy(end -> assertThat(end.ext("commitOrRollback")).isEqualTo(ROLLBACK));
    }

    /** C5: the broker asks on until it has written down that the copy is over. */
    @Test
    void aBrokerThatDoesNotTellIsToldAgainOnceOnly() throws Exception {
        String key = committed();
        fixture.broker().forgetEnds();
        fixture.answerQuestions(FakeReply.code(16, "no permission"));
        fixture.pass(CommittedCopy.ON_ITS_WAY);
        fixture.ask(key);
        fixture.broker().forgetEnds();
        fixture.ask(key);
        fixture.pass(CommittedCopy.ON_ITS_WAY);

        fixture.ask(key);

        assertThat(fixture.ends())
                .extracting(end -> end.ext("commitOrRollback"))
                .containsExactly(COMMIT, COMMIT, ROLLBACK);
    }

    /** C5: a broker that is not the one which committed has a copy only. */
    @Test
    void aCopyAtAnotherBrokerIsRolledBackWithoutAQuestion() throws Exception {
        String key = committed();
        int questions = fixture.broker().requests(12).size();

        fixture.broker().ask(key, "b");

        assertThat(fixture.broker().awaitRequests(37, 2).get(1).ext("commitOrRollback"))
                .isEqualTo(ROLLBACK);
        assertThat(fixture.broker().requests(12)).hasSize(questions);
    }

    /** C8: after a restart nobody remembers, and dropping the copy is right. */
    @Test
    void whatAnEarlierRunHasCommittedIsNotCommittedAgain() throws Exception {
        String key = committed();
        fixture.stop();
        fixture.broker().forgetEnds();
        fixture.start();
        fixture.sent(2, "of the next life");

        fixture.ask(key);

        assertThat(fixture.ends()).hasSize(2);
        assertThat(fixture.ends().get(1).ext("commitOrRollback")).isEqualTo(ROLLBACK);
        assertThat(fixture.visible()).containsExactly("one");
    }

    /** C9. */
    @Test
    void nothingCommitsAHalfMessageOnceItIsRolledBack() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        String key = branch.halves().get(0).uniqueKey();
        fixture.engine().rollBack(branch.id());
        fixture.broker().awaitRequests(37, 1);

        assertThat(CommitTest.kindOf(() -> fixture.engine().commit(branch.id())))
                .isEqualTo(BranchFailure.Kind.ROLLED_BACK);
        fixture.broker().forgetEnds();
        fixture.ask(key);
        fixture.pass(Duration.ofMinutes(1));
        fixture.barrier();

        assertThat(fixture.ends())
                .extracting(end -> end.ext("commitOrRollback"))
                .containsOnly(ROLLBACK);
        assertThat(fixture.visible()).isEmpty();
    }

    @Test
    void aQuestionThatCannotBeReadChangesNothing() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        fixture.broker().push(FakeFrame.request(39, 0).withFlag(2).withBody(new byte[] {1, 2, 3}));
        fixture.broker().push(FakeFrame.request(39, 0).withFlag(2).withExt("commitLogOffset", "x"));
        fixture.barrier();

        fixture.engine().commit(branch.id());

        assertThat(fixture.visible()).containsExactly("one");
        assertThat(fixture.broker().openConnections()).isEqualTo(1);
    }

    private String committed() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        fixture.engine().commit(branch.id());
        return branch.halves().get(0).uniqueKey();
    }

    private static FakeReply notFound() {
        return FakeReply.code(22, "can not find message, maybe time range not correct");
    }
}
