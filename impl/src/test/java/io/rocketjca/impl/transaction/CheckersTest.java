package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.CheckerRegistration;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.impl.fake.FakeCluster;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.fake.RecordedLog;
import io.rocketjca.impl.protocol.push.TransactionCheck;
import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.time.ManualTimer;
import io.rocketjca.impl.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a checker is asked, when, and what its word does. */
class CheckersTest extends CheckedSendFixture {

    @Test
    void workThatDoesNotKnowLeavesItToTheCheckerWhichIsAskedForTheMessageItself() {
        register(message -> TransactionOutcome.COMMIT);
        String id = pending();
        assertThat(fixture.ends()).isEmpty();

        fixture.ask(id);
        fixture.passUntil(() -> !fixture.visible().isEmpty());

        assertThat(fixture.visible()).containsExactly("one");
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).messageId()).isEqualTo(id);
        assertThat(asked.get(0).topic()).isEqualTo(EngineFixture.TOPIC);
        assertThat(asked.get(0).keys()).isEqualTo("k");
        assertThat(asked.get(0).body()).isEqualTo("one".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(fixture.ends()).hasSize(1);
        assertThat(fixture.broker().openHalves()).isEmpty();
    }

    @Test
    void aCheckerThatSaysRollbackIsObeyed() {
        register(message -> TransactionOutcome.ROLLBACK);
        String id = pending();

        FakeFrame question = fixture.ask(id);

        assertThat(fixture.broker().awaitRequests(37, 1).get(0).ext("commitOrRollback"))
                .isEqualTo(ROLLBACK);
        assertThat(fixture.ends().get(0).ext("commitLogOffset")).isEqualTo(question.ext("commitLogOffset"));
        assertThat(fixture.broker().openHalves()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "null", "throws"})
    void aCheckerThatDoesNotKnowIsAskedAgainAndNothingIsAnswered(String how) {
        register(message -> switch (how) {
            case "unknown" -> TransactionOutcome.UNKNOWN;
            case "null" -> null;
            default -> throw new IllegalStateException("database is away");
        });
        String id = pending();

        fixture.ask(id);
        fixture.ask(id);

        assertThat(asked).hasSize(2);
        assertThat(fixture.ends()).isEmpty();
    }

    @Test
    void withoutACheckerNothingIsAnsweredAndOneWarningSaysSo() {
        String id = pending();
        try (RecordedLog log = new RecordedLog(Checkers.class)) {
            fixture.ask(id);
            fixture.ask(id);

            assertThat(log.with("no transaction checker")).hasSize(1).allMatch(line -> line.contains(id));
        }
        assertThat(fixture.ends()).isEmpty();
        register(message -> TransactionOutcome.COMMIT);
        fixture.ask(id);
        fixture.passUntil(() -> !fixture.visible().isEmpty());
        assertThat(fixture.visible()).containsExactly("one");
    }

    @Test
    void whatAnEarlierRunHadCommittedIsNotCommittedAgainWhenTheCheckerSaysCommit() throws Exception {
        String id = send(half -> TransactionOutcome.COMMIT).receipt().messageId();
        fixture.broker().forgetEnds();
        fixture.stop();
        fixture.start();
        register(message -> TransactionOutcome.COMMIT);

        for (int i = 0; i < 10 && !fixture.broker().openHalves().isEmpty(); i++) {
            fixture.ask(id);
            fixture.pass(Duration.ofSeconds(5));
            fixture.barrier();
        }

        assertThat(asked).hasSize(1);
        assertThat(fixture.visible()).containsExactly("one");
        assertThat(fixture.broker().openHalves()).as("the copy is dropped").isEmpty();
    }

    @Test
    void aBrokerThatDoesNotLetUsAskHearsTheCommitAllTheSame() {
        fixture.close();
        fixture =
                EngineFixture.over(directory, FakeCluster.of("a")).neverTwice().start();
        register(message -> TransactionOutcome.COMMIT);
        String id = pending();
        fixture.answerQuestions(FakeReply.code(16, "no permission"));

        fixture.ask(id);
        fixture.passUntil(() -> !fixture.visible().isEmpty());

        assertThat(fixture.visible()).containsExactly("one");
    }

    @Test
    void aMessageIsAskedForOnceAtATime() {
        List<Runnable> waiting = new ArrayList<>();
        fixture.engine()
                .checkers()
                .register(
                        fixture.link(),
                        GROUP,
                        message -> {
                            asked.add(message);
                            return TransactionOutcome.COMMIT;
                        },
                        waiting::add);
        String id = pending();

        fixture.ask(id);
        fixture.ask(id);
        assertThat(waiting).hasSize(1);
        waiting.forEach(Runnable::run);
        fixture.passUntil(() -> !fixture.visible().isEmpty());

        assertThat(asked).hasSize(1);
        assertThat(fixture.visible()).containsExactly("one");
    }

    @Test
    void whatWaitedTooLongForAThreadIsNotAskedAnyMoreButWhenTheBrokerAsksAgain() {
        List<Runnable> waiting = new ArrayList<>();
        register(waiting);
        String id = pending();
        fixture.ask(id);
        fixture.pass(ApplicationChecker.MOST_WAIT);

        fixture.ask(id);
        waiting.get(0).run();
        assertThat(asked).isEmpty();
        waiting.get(1).run();

        assertThat(asked).hasSize(1);
    }

    @Test
    void anExecutorThatRefusesIsTriedAgainWithTheNextQuestion() {
        List<Runnable> refused = new ArrayList<>();
        fixture.engine().checkers().register(fixture.link(), GROUP, message -> TransactionOutcome.COMMIT, task -> {
            refused.add(task);
            throw new RejectedExecutionException("full");
        });
        String id = pending();

        fixture.ask(id);
        fixture.ask(id);

        assertThat(refused).hasSize(2);
        assertThat(fixture.ends()).isEmpty();
    }

    @Test
    void noMoreMessagesAreAskedForAtATimeThanTheBound() {
        List<Runnable> waiting = new ArrayList<>();
        register(waiting);
        ApplicationChecker checker =
                new ApplicationChecker(GROUP, message -> TransactionOutcome.UNKNOWN, waiting::add, outcomes());
        for (int i = 0; i <= ApplicationChecker.MAX_ASKED; i++) {
            checker.ask(question("key-" + i));
        }

        assertThat(waiting).hasSize(ApplicationChecker.MAX_ASKED);
    }

    private void register(List<Runnable> waiting) {
        fixture.engine()
                .checkers()
                .register(
                        fixture.link(),
                        GROUP,
                        message -> {
                            asked.add(message);
                            return TransactionOutcome.UNKNOWN;
                        },
                        waiting::add);
    }

    private static CheckedOutcomes outcomes() {
        ManualTicker ticker = new ManualTicker();
        return new CheckedOutcomes(
                new BranchTable(),
                new DroppedHalves(),
                new LocalBranchIds(1),
                new TimeSource(ticker, () -> 0, new ManualTimer(ticker)));
    }

    private static CheckedOutcomes.Question question(String key) {
        return new CheckedOutcomes.Question(null, new TransactionCheck(null, key, "a", 1, 1), "a", () -> {});
    }

    @Test
    void aGroupHasOneCheckerAndAfterItsEndMayHaveAnother() {
        CheckerRegistration first = register(message -> TransactionOutcome.ROLLBACK);
        assertThatThrownBy(() -> register(message -> TransactionOutcome.COMMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'group' has a transaction checker already");
        first.close();
        String id = pending();

        fixture.ask(id);
        assertThat(asked).isEmpty();
        register(message -> TransactionOutcome.COMMIT);
        first.close();
        fixture.ask(id);

        assertThat(asked).hasSize(1);
    }
}
