package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
import io.rocketjca.MessageType;
import io.rocketjca.SendContext;
import io.rocketjca.SendException;
import io.rocketjca.SendInterceptor;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.TransactionStateException;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.contract.Must;
import io.rocketjca.impl.fake.FakeCluster;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.fake.FakeGate;
import io.rocketjca.impl.fake.FakeHandler;
import io.rocketjca.impl.fake.FakeReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How messages come into a branch. */
class SendRulesTest extends OneEngine {

    @Test
    @Must("C24")
    @Row({"TXN-01", "SND-12"})
    void aSendIsAPreparedHalfMessageThatNobodySees() throws Exception {
        SendReceipt receipt = fixture.send(fixture.begin(1), "one");

        assertThat(receipt.status()).isEqualTo(SendStatus.PENDING_COMMIT);
        assertThat(receipt.queueOffset()).isEqualTo(-1);
        assertThat(fixture.visible()).isEmpty();
        FakeFrame sent = fixture.broker().requests(310).get(0);
        assertThat(Integer.parseInt(sent.ext("f")) & 0xC).isEqualTo(4);
        assertThat(sent.ext("i"))
                .contains("TRAN_MSG\u0001true\u0002")
                .contains("PGROUP\u0001" + EngineFixture.GROUP + "\u0002")
                .contains("RXA_XID\u0001" + EngineFixture.id(1) + "\u0002");
        assertThat(fixture.broker().openHalves()).containsExactly(receipt.messageId());
    }

    @Test
    @Row("TXN-03")
    void interceptorsAreToldThatTheMessageIsPartOfATransaction() throws Exception {
        List<MessageType> told = new ArrayList<>();
        SendInterceptor noting = new SendInterceptor() {
            @Override
            public void before(SendContext send) {
                told.add(send.type());
            }
        };
        Branch branch = fixture.begin(1);
        fixture.engine()
                .sends(branch)
                .send(
                        fixture.producer(),
                        fixture.link(),
                        Message.to(EngineFixture.TOPIC).text("one").build(),
                        SendOptions.defaults().withInterceptors(List.of(noting)));

        assertThat(told).containsExactly(MessageType.TRANSACTION);
    }

    /** S1. */
    @Test
    void aKeyIsKnownBeforeItsBytesLeaveSoThatAnEarlyQuestionIsNotAnswered() throws Exception {
        Branch branch = fixture.begin(1);
        fixture.send(branch, "first");
        FakeGate gate = new FakeGate();
        FakeHandler store = fixture.broker().handler(310);
        fixture.broker().on(310, request -> store.handle(request).after(gate));
        Future<SendReceipt> send = fixture.elsewhere(() -> fixture.send(branch, "late"));
        String key = key(fixture.broker().awaitRequests(310, 2).get(1));
        fixture.await(() -> fixture.broker().openHalves().contains(key));

        fixture.ask(key);

        assertThat(fixture.ends()).isEmpty();
        gate.open();
        assertThat(send.get(20, TimeUnit.SECONDS).messageId()).isEqualTo(key);
    }

    /** S2. */
    @Test
    void everyAttemptHasAKeyOfItsOwnAndOnlyTheStoredOneCounts() throws Exception {
        Branch branch = fixture.begin(1);
        fixture.broker().next(310, FakeReply.code(2, "busy"));
        Future<SendReceipt> send = fixture.elsewhere(() -> fixture.send(branch, "one"));
        fixture.passUntil(send::isDone);
        SendReceipt receipt = send.get();

        List<String> keys =
                fixture.broker().requests(310).stream().map(SendRulesTest::key).toList();
        assertThat(keys).hasSize(2).doesNotHaveDuplicates();
        assertThat(receipt.messageId()).isEqualTo(keys.get(1));
        assertThat(branch.halves()).extracting(Half::uniqueKey).containsExactly(keys.get(1));
    }

    /** S2: the half message of an attempt whose answer was lost is rolled back when the broker asks. */
    @Test
    void aStoredAttemptWhoseAnswerWasLostIsNobodysAndRolledBack() throws Exception {
        Branch branch = fixture.begin(1);
        fixture.send(branch, "before");
        FakeHandler store = fixture.broker().handler(310);
        fixture.broker().on(310, request -> {
            fixture.broker().on(310, store);
            store.handle(request);
            return FakeReply.closeConnection();
        });
        Future<SendReceipt> send = fixture.elsewhere(() -> fixture.send(branch, "again"));
        fixture.passUntil(send::isDone);
        String lost = key(fixture.broker().requests(310).get(1));
        assertThat(send.get().messageId()).isNotEqualTo(lost);

        fixture.ask(lost);

        assertThat(fixture.ends()).hasSize(1).allSatisfy(end -> {
            assertThat(end.ext("msgId")).isEqualTo(lost);
            assertThat(end.ext("commitOrRollback")).isEqualTo("12");
        });
        fixture.engine().leave(branch);
        fixture.engine().commitOnePhase(branch.id());
        assertThat(fixture.visible()).containsExactlyInAnyOrder("before", "again");
    }

    /** S3. */
    @Test
    void aHalfMessageThatIsStoredUnsafelyIsRolledBackAndItsSenderToldSo() throws Exception {
        Branch branch = fixture.begin(1);
        SendReceipt safe = fixture.send(branch, "safe");
        fixture.broker().on(310, request -> FakeReply.code(12, "slave not available")
                .ext("queueId", "1")
                .ext("queueOffset", "17")
                .ext("msgId", "7F00000100002A9F0000000000000400"));

        Future<SendReceipt> send = fixture.elsewhere(() -> fixture.send(branch, "unsafe"));
        fixture.passUntil(send::isDone);

        assertThatThrownBy(send::get).hasCauseInstanceOf(SendException.class);
        assertThat(fixture.broker().awaitRequests(37, 1)).allSatisfy(end -> {
            assertThat(end.ext("commitOrRollback")).isEqualTo("12");
            assertThat(end.ext("tranStateTableOffset")).isEqualTo("17");
            assertThat(end.ext("commitLogOffset")).isEqualTo("1024");
        });
        assertThat(branch.halves()).extracting(Half::uniqueKey).containsExactly(safe.messageId());
        assertThat(branch.rollbackReason()).isNull();
    }

    /** S4. */
    @Test
    void aTransactionTakesSoManyMessagesAndNoMore() throws Exception {
        fixture.close();
        fixture = EngineFixture.over(directory.resolve("limited"), FakeCluster.of("a"))
                .atMost(2)
                .start();
        Branch branch = fixture.begin(1);
        fixture.send(branch, "one");
        fixture.send(branch, "two");

        assertThatThrownBy(() -> fixture.send(branch, "three"))
                .isInstanceOf(TransactionStateException.class)
                .hasMessageContaining("maxMessagesPerTransaction");

        fixture.engine().leave(branch);
        fixture.engine().commitOnePhase(branch.id());
        assertThat(fixture.visible()).containsExactlyInAnyOrder("one", "two");
    }

    /** S4. */
    @Test
    void soManyTransactionsAreOpenAndNoMore() throws Exception {
        for (int number = 0; number < BranchTable.MAX_BRANCHES; number++) {
            fixture.begin(number);
        }

        assertThatThrownBy(() -> fixture.begin(BranchTable.MAX_BRANCHES))
                .isInstanceOfSatisfying(BranchFailure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(BranchFailure.Kind.LIMIT));
    }

    @Test
    void aSendThatFailsBeforeItsSendersEyesDoesNotDoomTheBranch() throws Exception {
        Branch branch = fixture.begin(1);
        fixture.send(branch, "good");
        fixture.broker().next(310, FakeReply.code(13, "the message is illegal"));
        assertThatThrownBy(() -> fixture.send(branch, "bad")).isInstanceOf(SendException.class);
        fixture.engine().leave(branch);

        assertThat(fixture.engine().prepare(branch.id())).isTrue();
        fixture.engine().commit(branch.id());

        assertThat(fixture.visible()).containsExactly("good");
    }

    @Test
    void anAsynchronousSendThatFailsMakesTheVoteANo() throws Exception {
        Branch branch = fixture.begin(1);
        fixture.send(branch, "good");
        fixture.broker().next(310, FakeReply.code(13, "the message is illegal"));
        CompletionStage<SendReceipt> unseen = fixture.sendAsync(branch, "bad");
        fixture.engine().leave(branch);

        assertThatThrownBy(() -> fixture.engine().prepare(branch.id()))
                .isInstanceOfSatisfying(BranchFailure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(BranchFailure.Kind.ROLLED_BACK));
        assertThat(unseen.toCompletableFuture()).failsWithin(Duration.ofSeconds(20));
        fixture.broker().awaitRequests(37, 1);
        assertThat(fixture.broker().openHalves()).isEmpty();
        assertThat(fixture.visible()).isEmpty();
    }

    @Test
    void theVoteWaitsForWhatIsUnderWay() throws Exception {
        Branch branch = fixture.begin(1);
        fixture.send(branch, "first");
        FakeGate gate = new FakeGate();
        FakeHandler store = fixture.broker().handler(310);
        fixture.broker().on(310, request -> store.handle(request).after(gate));
        fixture.sendAsync(branch, "late");
        fixture.engine().leave(branch);
        Future<Boolean> vote = fixture.elsewhere(() -> fixture.engine().prepare(branch.id()));
        fixture.broker().awaitRequests(310, 2);
        fixture.barrier();
        assertThat(vote.isDone()).isFalse();

        gate.open();

        assertThat(vote.get(20, TimeUnit.SECONDS)).isTrue();
        fixture.engine().commit(branch.id());
        assertThat(fixture.visible()).containsExactlyInAnyOrder("first", "late");
    }

    @Test
    void threeHundredMessagesGoOutTogetherAndAppearOnce() throws Exception {
        Branch branch = fixture.begin(1);
        List<Message> messages = IntStream.range(0, 300)
                .mapToObj(number ->
                        Message.to(EngineFixture.TOPIC).text("m" + number).build())
                .toList();
        var outcomes = fixture.engine()
                .sends(branch)
                .sendAll(fixture.producer(), fixture.link(), messages, SendOptions.defaults());
        assertThat(outcomes).hasSize(300).allMatch(SendOutcome.Stored.class::isInstance);
        fixture.engine().leave(branch);
        fixture.engine().prepare(branch.id());
        assertThat(fixture.visible()).isEmpty();

        fixture.engine().commit(branch.id());

        assertThat(fixture.visible())
                .hasSize(300)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 300).mapToObj(number -> "m" + number).toList());
        assertThat(fixture.ends()).hasSize(300);
        assertThat(fixture.broker().openHalves()).isEmpty();
    }

    static String key(FakeFrame send) {
        String properties = send.ext("i");
        int start = properties.indexOf("UNIQ_KEY\u0001") + "UNIQ_KEY\u0001".length();
        return properties.substring(start, properties.indexOf('\u0002', start));
    }
}
