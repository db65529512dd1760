package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.TransactionStateException;
import io.rocketjca.impl.contract.Must;
import io.rocketjca.impl.fake.FakeCluster;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.fake.FakeHandler;
import io.rocketjca.impl.fake.FakeReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a second life makes of the log of the first. */
@Timeout(90)
class RecoveryTest extends OneEngine {

    private static final int HEARTBEAT = 34;
    private static final String REFUSAL = "org.apache.rocketmq.acl.common.AclException: No acl config for ghost";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Must({"C7", "C12", "C13", "C15", "C16"})
    void preparedBranchesAreListedWithTheVerySameXidsAndOthersAreGone(boolean crash) throws Exception {
        Branch prepared = fixture.prepared(0xFF00_0102_8000_00FFL, "one");
        fixture.sent(2, "never prepared");
        endLife(crash);

        fixture.start();

        assertThat(fixture.engine().recover()).containsExactly(prepared.id());
        assertThat(fixture.engine().recover().get(0).globalTransactionId())
                .containsExactly(0xFF, 0, 1, 2, 0x80, 0, 0, 0xFF);
        assertThat(fixture.engine().recover().get(0).branchQualifier()).containsExactly(0, 0xFF, 0xFF);
    }

    /** C7. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Must({"C3", "C6"})
    void aRecoveredBranchIsCommittedOnceOrRolledBack(boolean commit) throws Exception {
        Branch prepared = fixture.prepared(1, "one", "two");
        fixture.crash();
        fixture.start();

        if (commit) {
            Future<Void> done = fixture.commitElsewhere(prepared);
            fixture.passUntil(done::isDone);
            done.get();
            fixture.passUntil(() -> fixture.visible().size() == 2);
        } else {
            fixture.passUntil(() -> fixture.broker().openConnections() == 1);
            fixture.barrier();
            fixture.engine().rollBack(prepared.id());
            fixture.broker().awaitRequests(37, 2);
        }
        settle();

        assertThat(fixture.visible()).hasSize(commit ? 2 : 0);
        assertThat(fixture.engine().recover()).isEmpty();
    }

    /** C7: whatever the crash left undone or unconfirmed, nothing is lost and nothing comes twice. */
    @ParameterizedTest
    @EnumSource(
            value = TransactionStep.class,
            names = {"COMMIT_ENTERED", "AFTER_END", "AFTER_ALL_ENDS", "AFTER_DONE"})
    void aCommitThatACrashInterruptedIsCarriedOutOnce(TransactionStep step) throws Exception {
        Branch branch = fixture.prepared(1, "one", "two", "three");
        fixture.probe(reached -> {
            if (reached == step) {
                fixture.freezeDisk();
            }
        });
        fixture.engine().commit(branch.id());
        fixture.crash();
        fixture.probe(TransactionProbe.NONE);
        fixture.start();
        assertThat(fixture.engine().recover()).containsExactly(branch.id());

        Future<Void> done = fixture.commitElsewhere(branch);
        fixture.passUntil(done::isDone);
        done.get();
        fixture.passUntil(() -> fixture.visible().size() >= 3);
        settle();

        assertThat(fixture.visible()).containsExactlyInAnyOrder("one", "two", "three");
    }

    /** C7. */
    @Test
    void whatWasDecidedAndPartlyDoneIsFinishedWithoutATransactionManager() throws Exception {
        Branch branch = fixture.prepared(1, "one", "two", "three");
        fixture.broker().next(37, FakeReply.code(2, "busy"), FakeReply.code(2, "busy"));
        Future<Void> commit = fixture.commitElsewhere(branch);
        fixture.broker().awaitRequests(37, 3);
        fixture.await(commit::isDone);
        commit.get();
        assertThat(fixture.visible()).hasSize(1);
        fixture.crash();

        fixture.start();
        fixture.passUntil(() -> fixture.visible().size() == 3);
        settle();

        assertThat(fixture.visible()).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(fixture.engine().recover()).isEmpty();
        assertThat(fixture.ends())
                .filteredOn(end -> end.ext("commitOrRollback").equals("8"))
                .hasSize(5);
    }

    @Test
    void recoveryNeedsNoBrokerAndGoesOnWhenOneComes() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        fixture.broker().refuse();
        fixture.broker().dropConnections();
        fixture.crash();
        fixture.start();
        assertThat(fixture.engine().recover()).containsExactly(branch.id());
        Future<Void> commit = fixture.commitElsewhere(branch);
        fixture.passUntil(commit::isDone);
        commit.get();
        assertThat(fixture.visible()).isEmpty();

        fixture.broker().listenAgain();
        fixture.passUntil(() -> !fixture.visible().isEmpty());
        settle();

        assertThat(fixture.visible()).containsExactly("one");
    }

    /** Nothing is decided by refusals: neither that it must be committed again, nor that it must be left. */
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void whoMayDoNothingLeavesTheBranchInDoubtUntilHeMay(boolean again, boolean committed) throws Exception {
        fixture.close();
        fixture = EngineFixture.over(directory.resolve("refused"), FakeCluster.of("a"));
        fixture = again ? fixture.start() : fixture.neverTwice().start();
        Branch branch = fixture.prepared(1, "one", "two");
        if (committed) {
            fixture.freezeDisk();
            fixture.engine().commit(branch.id());
        }
        fixture.crash();
        FakeHandler index = fixture.broker().handler(12);
        FakeHandler ends = fixture.broker().handler(37);
        fixture.answerQuestions(FakeReply.code(1, REFUSAL));
        fixture.broker().on(37, request -> FakeReply.code(1, REFUSAL));
        fixture.start();

        Future<Void> commit = fixture.commitElsewhere(branch);
        fixture.passUntil(commit::isDone);
        commit.get();
        int before = fixture.ends().size();
        fixture.passUntil(() -> fixture.ends().size() > before + 4);

        assertThat(fixture.engine().operations().inDoubt())
                .singleElement()
                .satisfies(inDoubt -> assertThat(inDoubt.reason()).contains("broker a does not confirm it", REFUSAL));
        fixture.broker().on(37, ends).on(12, index);
        fixture.passUntil(() -> fixture.engine().operations().inDoubt().isEmpty());
        settle();
        assertThat(fixture.visible()).containsExactlyInAnyOrder("one", "two");
    }

    /** Long before the next heartbeat, which comes every 30 seconds: its questions would find nobody meanwhile. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrokerThatIsBackLearnsAtOnceWhomItCanAskWhileATransactionGoesOn(boolean prepared) throws Exception {
        Branch branch = prepared ? fixture.prepared(1, "one") : fixture.sent(1, "one");
        fixture.pass(Duration.ofSeconds(2));
        fixture.broker().refuse();
        fixture.broker().dropConnections();
        fixture.await(() -> fixture.broker().openConnections() == 0);
        int before = fixture.broker().requests(HEARTBEAT).size();
        fixture.pass(Duration.ofSeconds(2));

        fixture.broker().listenAgain();
        for (int second = 0; second < 8 && fixture.broker().requests(HEARTBEAT).size() == before; second++) {
            fixture.pass(Duration.ofSeconds(1));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }

        List<FakeFrame> beats = fixture.broker().awaitRequests(HEARTBEAT, before + 1);
        assertThat(new String(beats.get(before).body(), StandardCharsets.UTF_8)).contains(EngineFixture.GROUP);
        fixture.ask(branch.halves().get(0).uniqueKey());
        assertThat(fixture.ends()).isEmpty();
    }

    @Test
    void aQuestionForAPreparedBranchOfAnEarlierRunIsNotAnsweredAndMovesIt() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        fixture.crash();
        fixture.start();
        fixture.link();
        fixture.passUntil(() -> fixture.broker().openConnections() == 1);

        fixture.ask(branch.halves().get(0).uniqueKey());

        assertThat(fixture.ends()).isEmpty();
        Future<Void> commit = fixture.commitElsewhere(branch);
        fixture.passUntil(commit::isDone);
        fixture.passUntil(() -> !fixture.visible().isEmpty());
        settle();
        assertThat(fixture.visible()).containsExactly("one");
        assertThat(fixture.broker().openHalves()).isEmpty();
    }

    @Test
    void aLogThatIsInUseIsRefusedAndTakenUpAsSoonAsItIsFree() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        EngineFixture second = EngineFixture.over(directory, fixture.cluster);
        assertThatThrownBy(second::start).hasMessageContaining("in use by another adapter of this server");
        Branch refused = second.begin(2);
        assertThatThrownBy(() -> second.send(refused, "no"))
                .isInstanceOf(TransactionStateException.class)
                .hasMessageContaining("in use by another adapter");
        assertThat(CommitTest.kindOf(() -> second.engine().recover())).isEqualTo(BranchFailure.Kind.LOG_FAILED);
        second.producer().send(aMessage("outside"), SendOptions.defaults());
        assertThat(fixture.visible()).containsExactly("outside");

        fixture.stop();
        Branch later = second.begin(3);
        second.send(later, "late");
        second.ask(branch.halves().get(0).uniqueKey());

        assertThat(second.ends()).isEmpty();
        assertThat(second.engine().recover()).containsExactly(branch.id());
        second.close();
    }

    @Test
    void withoutAPlaceForTheLogOnlyDistributedTransactionsAreRefused() throws Exception {
        fixture.close();
        fixture = EngineFixture.over(null, FakeCluster.of("a")).start();
        Branch distributed = fixture.begin(1);

        assertThatThrownBy(() -> fixture.send(distributed, "no"))
                .isInstanceOf(TransactionStateException.class)
                .hasMessageContaining("transactionLogDirectory");

        Branch local = fixture.engine().beginLocal();
        fixture.send(local, "local");
        fixture.engine().leave(local);
        fixture.engine().commitOnePhase(local.id());
        fixture.producer().send(aMessage("outside"), SendOptions.defaults());
        assertThat(fixture.visible()).containsExactly("local", "outside");
        assertThat(fixture.engine().recover()).isEmpty();
    }

    private static Message aMessage(String text) {
        return Message.to(EngineFixture.TOPIC).text(text).build();
    }

    private void endLife(boolean crash) throws Exception {
        if (crash) {
            fixture.crash();
        } else {
            fixture.stop();
        }
    }

    /** The broker forgets what it has ended and asks for all, and time goes on. */
    private void settle() {
        fixture.link();
        fixture.passUntil(() -> fixture.broker().openConnections() == 1);
        fixture.broker().forgetEnds();
        for (String key : fixture.broker().openHalves()) {
            fixture.ask(key);
        }
        fixture.pass(Duration.ofMinutes(1));
        fixture.barrier();
    }
}
