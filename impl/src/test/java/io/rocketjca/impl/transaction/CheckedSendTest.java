package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.CheckerRegistration;
import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.RefusedException;
import io.rocketjca.SendOptions;
import io.rocketjca.StoredMessage;
import io.rocketjca.TransactionChecker;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.TransactionResult;
import io.rocketjca.TransactionWork;
import io.rocketjca.impl.fake.FakeCluster;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.fake.FakeStored;
import io.rocketjca.impl.fake.RecordedLog;
import io.rocketjca.impl.protocol.push.TransactionCheck;
import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.time.ManualTimer;
import io.rocketjca.impl.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages whose end the application's own work decides, without a transaction manager. */
@Timeout(60)
class CheckedSendTest {

    private static final String ROLLBACK = "12";
    private static final String GROUP = "group";

    @TempDir
    private Path directory;

    private EngineFixture fixture;
    private final List<StoredMessage> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        fixture = EngineFixture.in(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private TransactionResult send(TransactionWork work) {
        return send(Message.to(EngineFixture.TOPIC).key("k").text("one").build(), work);
    }

    private TransactionResult send(Message message, TransactionWork work) {
        return fixture.engine()
                .checkedSends()
                .send(
                        new CheckedSends.Sender(fixture.producer(), fixture.link(), GROUP),
                        message,
                        SendOptions.defaults(),
                        work);
    }

    private CheckerRegistration register(TransactionChecker checker) {
        return fixture.engine()
                .checkers()
                .register(
                        fixture.link(),
                        GROUP,
                        message -> {
                            asked.add(message);
                            return checker.check(message);
                        },
                        Runnable::run);
    }

    private String pending() {
        return send(half -> TransactionOutcome.UNKNOWN).receipt().messageId();
    }

    @Test
    void workThatSucceedsMakesTheMessageVisibleOnceItsBrokerHasConfirmed() {
        List<String> during = new ArrayList<>();

        TransactionResult result = send(half -> {
            during.addAll(fixture.visible());
            return TransactionOutcome.COMMIT;
        });

        assertThat(result.state()).isEqualTo(TransactionResult.State.COMMITTED);
        assertThat(result.failure()).isNull();
        assertThat(during).isEmpty();
        assertThat(fixture.visible()).containsExactly("one");
        assertThat(fixture.ends()).hasSize(1).allMatch(end -> GROUP.equals(end.ext("producerGroup")));
        FakeStored message = fixture.broker().stored().get(0);
        assertThat(message.properties()).containsEntry("PGROUP", GROUP).doesNotContainKeys("RXA_LOG", "RXA_XID");
    }

    @Test
    void workThatFailsLetsNobodySeeTheMessageAlsoWhenTheBrokerAsksAgain() {
        TransactionResult result = send(half -> TransactionOutcome.ROLLBACK);
        register(message -> TransactionOutcome.COMMIT);
        fixture.broker().forgetEnds();

        fixture.ask(result.receipt().messageId());

        assertThat(result.state()).isEqualTo(TransactionResult.State.ROLLED_BACK);
        assertThat(fixture.ends()).hasSize(2).allMatch(end -> ROLLBACK.equals(end.ext("commitOrRollback")));
        assertThat(asked).isEmpty();
        assertThat(fixture.visible()).isEmpty();
    }

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
    void workThatThrowsLeavesTheMessagePendingAndTellsWhy() {
        IllegalStateException failure = new IllegalStateException("maybe committed");

        TransactionResult result = send(half -> {
            throw failure;
        });

        assertThat(result.state()).isEqualTo(TransactionResult.State.PENDING);
        assertThat(result.failure()).isSameAs(failure);
        assertThat(fixture.ends()).isEmpty();
    }

    @Test
    void workThatDiesOfAnErrorLeavesTheMessageToTheChecker() {
        register(message -> TransactionOutcome.ROLLBACK);
        List<String> ids = new ArrayList<>();

        assertThatThrownBy(() -> send(half -> {
                    ids.add(half.messageId());
                    throw new StackOverflowError("deep");
                }))
                .isInstanceOf(StackOverflowError.class);
        fixture.ask(ids.get(0));

        assertThat(fixture.broker().awaitRequests(37, 1)).hasSize(1);
    }

    @Test
    void whileTheWorkGoesOnNobodyIsAskedAndNothingAnswered() {
        register(message -> TransactionOutcome.ROLLBACK);

        TransactionResult result = send(half -> {
            fixture.ask(half.messageId());
            assertThat(fixture.ends()).isEmpty();
            return TransactionOutcome.COMMIT;
        });

        assertThat(result.state()).isEqualTo(TransactionResult.State.COMMITTED);
        assertThat(asked).isEmpty();
        assertThat(fixture.visible()).containsExactly("one");
        assertThat(fixture.broker().openHalves())
                .as("it was ended where it is now")
                .isEmpty();
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
    void aCommitWithoutAnAnswerIsPendingAndAskedForBeforeItIsRepeated() throws Exception {
        fixture.broker().next(37, FakeReply.silent());
        Future<TransactionResult> result = fixture.elsewhere(() -> send(half -> TransactionOutcome.COMMIT));
        fixture.broker().awaitRequests(37, 1);
        fixture.passUntil(result::isDone);

        assertThat(result.get().state()).isEqualTo(TransactionResult.State.PENDING);
        fixture.passUntil(() -> !fixture.visible().isEmpty());
        assertThat(fixture.visible()).containsExactly("one");
        assertThat(fixture.broker().requests(12)).isNotEmpty();
    }

    @Test
    void anInterruptAfterTheWorkDoesNotTurnItsCommitIntoARollback() throws Exception {
        Future<TransactionResult> result = fixture.elsewhere(() -> send(half -> {
            Thread.currentThread().interrupt();
            return TransactionOutcome.COMMIT;
        }));

        result.get(30, TimeUnit.SECONDS);
        fixture.passUntil(() -> !fixture.visible().isEmpty());

        assertThat(fixture.visible()).containsExactly("one");
        assertThat(fixture.ends()).allMatch(end -> "8".equals(end.ext("commitOrRollback")));
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
    void aMessageThatIsNotStoredGetsNoWork() {
        FakeReply refusal = FakeReply.code(13, "illegal");
        fixture.broker().next(310, refusal, refusal, refusal).next(10, refusal, refusal, refusal);
        List<String> worked = new ArrayList<>();

        assertThatThrownBy(() -> send(half -> {
                    worked.add(half.messageId());
                    return TransactionOutcome.COMMIT;
                }))
                .isInstanceOf(RefusedException.class);

        assertThat(worked).isEmpty();
        assertThat(fixture.visible()).isEmpty();
    }

    @Test
    void whatBrokersLoseInsideTransactionsIsRefused() {
        Message late = Message.to(EngineFixture.TOPIC)
                .text("late")
                .options(MessageOptions.defaults().withDelayLevel(3))
                .build();

        assertThatThrownBy(() -> send(late, half -> TransactionOutcome.COMMIT))
                .isInstanceOf(IllegalMessageException.class);
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
        register(fixture, waiting);
        String id = pending();
        fixture.ask(id);
        fixture.pass(ApplicationChecker.MOST_WAIT);

        fixture.ask(id);
        waiting.get(0).run();
        assertThat(asked).isEmpty();
        waiting.get(1).run();

        assertThat(asked).hasSize(1);
    }

    private void register(EngineFixture with, List<Runnable> waiting) {
        with.engine()
                .checkers()
                .register(
                        with.link(),
                        GROUP,
                        message -> {
                            asked.add(message);
                            return TransactionOutcome.UNKNOWN;
                        },
                        waiting::add);
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
        register(fixture, waiting);
        ApplicationChecker checker =
                new ApplicationChecker(GROUP, message -> TransactionOutcome.UNKNOWN, waiting::add, outcomes());
        for (int i = 0; i <= ApplicationChecker.MAX_ASKED; i++) {
            checker.ask(question("key-" + i));
        }

        assertThat(waiting).hasSize(ApplicationChecker.MAX_ASKED);
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
