package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.RefusedException;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.TransactionResult;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.fake.FakeStored;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Messages whose end the application's own work decides, without a transaction manager. */
class CheckedSendTest extends CheckedSendFixture {

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
}
