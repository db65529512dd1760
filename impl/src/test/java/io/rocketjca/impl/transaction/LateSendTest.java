package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.SendReceipt;
import io.rocketjca.TransactionStateException;
import io.rocketjca.impl.fake.FakeGate;
import io.rocketjca.impl.fake.FakeHandler;
import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.FileBranchLog;
import io.rocketjca.impl.transaction.log.LogIdentity;
import io.rocketjca.impl.transaction.log.LoggedHalf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A receipt is given only for what the vote of the branch speaks for. */
@Timeout(120)
class LateSendTest extends OneEngine {

    private static final int ROUNDS = 300;

    /** Threads that go on sending while their branch votes: what has a receipt is in the log, and visible after the commit. */
    @Test
    void whateverIsSentWhileABranchVotesIsInItsLogOrHasNoReceipt() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            Branch branch = fixture.sent(round, "first");
            Set<String> receipts = ConcurrentHashMap.newKeySet();
            List<Future<Void>> senders = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                senders.add(fixture.elsewhere(() -> sendUntilRefused(branch, receipts)));
            }
            boolean onePhase = round % 2 == 0;
            pause(new Random(round));
            if (onePhase) {
                fixture.engine().commitOnePhase(branch.id());
            } else {
                fixture.engine().prepare(branch.id());
                assertThat(branch.halves()).extracting(Half::uniqueKey).containsAll(receipts);
                fixture.engine().commit(branch.id());
            }
            for (Future<Void> sender : senders) {
                sender.get(60, TimeUnit.SECONDS);
            }
            assertThat(branch.halves())
                    .as("round %s", round)
                    .extracting(Half::uniqueKey)
                    .containsAll(receipts);
            assertThat(branch.halves()).extracting(Half::fate).containsOnly(Half.Fate.COMMITTED);
        }
    }

    /** Any moment of the first sends. */
    private static void pause(Random random) {
        long until = System.nanoTime() + random.nextInt(2_000_000);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private Void sendUntilRefused(Branch branch, Set<String> receipts) {
        try {
            while (true) {
                receipts.add(fixture.send(branch, "more").messageId());
            }
        } catch (TransactionStateException refused) {
            assertThat(refused).hasMessageContaining("transaction");
        }
        return null;
    }

    @Test
    void whatIsForcedHoldsEveryReceipt() throws Exception {
        Branch branch = fixture.sent(1, "first");
        Set<String> receipts = ConcurrentHashMap.newKeySet();
        Future<Void> sender = fixture.elsewhere(() -> sendUntilRefused(branch, receipts));
        fixture.await(() -> receipts.size() > 3);

        fixture.engine().prepare(branch.id());
        sender.get(60, TimeUnit.SECONDS);
        fixture.crash();

        try (BranchLog log = FileBranchLog.open(fixture.directory(), () -> new LogIdentity(0, "nobody", "nobody"))) {
            Set<String> logged = log.replay().get(0).halves().stream()
                    .map(LoggedHalf::messageId)
                    .collect(Collectors.toCollection(HashSet::new));
            assertThat(logged).hasSizeGreaterThan(3).containsAll(receipts);
        }
    }

    @Test
    void nothingEntersWhileTheVoteWaitsForWhatIsUnderWay() throws Exception {
        Branch branch = fixture.begin(1);
        fixture.send(branch, "first");
        FakeGate gate = holdAnswers();
        CompletionStage<SendReceipt> underWay = fixture.sendAsync(branch, "under way");
        fixture.broker().awaitRequests(310, 2);
        fixture.engine().leave(branch);
        Future<Boolean> vote = fixture.elsewhere(() -> fixture.engine().prepare(branch.id()));

        fixture.await(() -> refused(branch));

        assertThat(vote.isDone()).isFalse();
        gate.open();
        assertThat(vote.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(branch.halves()).hasSize(2).extracting(Half::uniqueKey).contains(messageId(underWay));
        fixture.engine().commit(branch.id());
        assertThat(fixture.visible()).containsExactlyInAnyOrder("first", "under way");
    }

    private static boolean refused(Branch branch) {
        String refusal = branch.enter(1000);
        if (refusal == null) {
            branch.leave();
        }
        return refusal != null && refusal.contains("being ended");
    }

    private static String messageId(CompletionStage<SendReceipt> sent) throws Exception {
        return sent.toCompletableFuture().get(20, TimeUnit.SECONDS).messageId();
    }

    /** The message is stored, but its answer comes when the branch is rolled back. */
    @Test
    void whatIsStoredAfterTheEndFailsByNameAndIsRolledBack() throws Exception {
        Branch branch = fixture.begin(1);
        fixture.send(branch, "first");
        FakeGate gate = holdAnswers();
        Future<SendReceipt> waits = fixture.elsewhere(() -> fixture.send(branch, "late"));
        CompletionStage<SendReceipt> runs = fixture.sendAsync(branch, "late too");
        fixture.broker().awaitRequests(310, 3);
        fixture.engine().leave(branch);
        fixture.engine().rollBack(branch.id());

        gate.open();

        assertThatThrownBy(() -> waits.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TransactionStateException.class)
                .hasMessageContaining("will not become visible")
                .hasMessageContaining("had ended");
        assertThatThrownBy(() -> runs.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TransactionStateException.class);
        fixture.await(() -> fixture.broker().openHalves().isEmpty());
        assertThat(fixture.broker().requests(310)).as("tried again").hasSize(3);
        assertThat(fixture.visible()).isEmpty();
    }

    private FakeGate holdAnswers() {
        FakeGate gate = new FakeGate();
        FakeHandler store = fixture.broker().handler(310);
        fixture.broker().on(310, request -> store.handle(request).after(gate));
        return gate;
    }
}
