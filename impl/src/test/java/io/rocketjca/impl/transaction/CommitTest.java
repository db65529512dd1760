package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.TransactionStateException;
import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.contract.Must;
import io.rocketjca.impl.fake.FakeCluster;
import io.rocketjca.impl.fake.FakeGate;
import io.rocketjca.impl.fake.FakeHandler;
import io.rocketjca.impl.fake.FakeReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commits, at brokers that answer, that do not, and that answer something else. */
class CommitTest extends OneEngine {

    @Test
    @Must({"C4", "C6"})
    void everyMessageAppearsOnceWithTheCommitOfOneOrTwoPhases() throws Exception {
        Branch two = fixture.prepared(1, "one", "two");
        Branch alone = fixture.sent(2, "three", "four");
        assertThat(fixture.visible()).isEmpty();

        fixture.engine().commit(two.id());
        fixture.engine().commitOnePhase(alone.id());

        assertThat(fixture.visible()).containsExactlyInAnyOrder("one", "two", "three", "four");
        assertThat(fixture.ends()).allSatisfy(end -> {
            assertThat(end.oneWay()).isFalse();
            assertThat(end.ext("fromTransactionCheck")).isEqualTo("true");
            assertThat(end.ext("topic")).isEqualTo(EngineFixture.TOPIC);
        });
        assertThat(fixture.engine().recover()).isEmpty();
    }

    /** What a broker may do with a commit, and whether it has carried it out. */
    record Fault(String name, boolean carriedOut, UnaryOperator<FakeReply> reply) {
        @Override
        public String toString() {
            return name + (carriedOut ? ", carried out" : ", not carried out");
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(true, false)
                .flatMap(carriedOut -> Stream.of(
                        new Fault("silent", carriedOut, reply -> FakeReply.silent()),
                        new Fault("connection closed", carriedOut, reply -> FakeReply.closeConnection()),
                        new Fault("cut off", carriedOut, reply -> FakeReply.halfFrameThenClose()),
                        new Fault("strange code", carriedOut, reply -> FakeReply.code(999, "what")),
                        new Fault("internal error", carriedOut, reply -> FakeReply.code(1, "NullPointerException")),
                        new Fault("busy", false, reply -> FakeReply.code(2, "busy")),
                        new Fault("slave", false, reply -> FakeReply.code(11, "slave")),
                        new Fault("going", false, reply -> FakeReply.code(1500, "go away"))));
    }

    /** C6. */
    @ParameterizedTest
    @MethodSource("faults")
    void aCommitThatGetsNoYesReturnsAndIsFinishedInTheBackgroundOnce(Fault fault) throws Exception {
        Branch branch = fixture.prepared(1, "one");
        FakeHandler end = fixture.broker().handler(37);
        fixture.broker().on(37, request -> {
            fixture.broker().on(37, end);
            return fault.reply().apply(fault.carriedOut() ? end.handle(request) : null);
        });

        Future<Void> commit = fixture.commitElsewhere(branch);
        fixture.broker().awaitRequests(37, 1);
        fixture.passUntil(commit::isDone);
        commit.get();

        fixture.passUntil(() -> branch.state() == Branch.State.COMMITTED);
        assertThat(fixture.visible()).containsExactly("one");
        fixture.pass(Duration.ofMinutes(1));
        fixture.barrier();
        assertThat(fixture.visible()).containsExactly("one");
        assertThat(fixture.engine().recover()).isEmpty();
    }

    /** C6: an answer that comes after its time changes nothing. */
    @Test
    void aLateAnswerDoesNoHarm() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        FakeGate gate = new FakeGate();
        FakeHandler end = fixture.broker().handler(37);
        fixture.broker().on(37, request -> end.handle(request).after(gate));
        Future<Void> commit = fixture.commitElsewhere(branch);
        fixture.broker().awaitRequests(37, 1);
        fixture.passUntil(commit::isDone);
        gate.open();

        fixture.passUntil(() -> branch.state() == Branch.State.COMMITTED);

        assertThat(fixture.visible()).containsExactly("one");
        assertThat(fixture.ends()).hasSize(1);
    }

    @Test
    void aBrokerThatIsGoneGetsItsCommitWhenItIsBack() throws Exception {
        Branch branch = fixture.prepared(1, "one", "two");
        fixture.broker().refuse();
        fixture.broker().dropConnections();
        fixture.broker().awaitConnections(0);

        Future<Void> commit = fixture.commitElsewhere(branch);
        fixture.passUntil(commit::isDone);
        commit.get();
        assertThat(fixture.visible()).isEmpty();
        fixture.broker().listenAgain();
        fixture.passUntil(() -> branch.state() == Branch.State.COMMITTED);

        assertThat(fixture.visible()).containsExactlyInAnyOrder("one", "two");
        assertThat(fixture.ends()).hasSize(2);
    }

    @Test
    void anInterruptedCommitReturnsAndIsFinishedInTheBackground() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        fixture.broker().next(37, FakeReply.code(2, "busy"));
        Future<Boolean> commit = fixture.elsewhere(() -> {
            Thread.currentThread().interrupt();
            fixture.engine().commit(branch.id());
            return Thread.interrupted();
        });

        assertThat(commit.get(20, TimeUnit.SECONDS)).isTrue();
        fixture.passUntil(() -> branch.state() == Branch.State.COMMITTED);
        assertThat(fixture.visible()).containsExactly("one");
    }

    @Test
    @Must("C8")
    void whatItsBrokerHasLostForGoodIsToldUntilItIsForgotten() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        fixture.broker().loseHalves();
        Future<Void> commit = fixture.commitElsewhere(branch);
        fixture.passUntil(commit::isDone);
        fixture.passUntil(() -> branch.state() == Branch.State.HEURISTIC);

        assertThat(fixture.engine().recover()).containsExactly(branch.id());
        assertThat(kindOf(() -> fixture.engine().commit(branch.id()))).isEqualTo(BranchFailure.Kind.HEURISTIC_HAZARD);
        fixture.engine().forget(branch.id());
        assertThat(fixture.engine().recover()).isEmpty();
        assertThat(kindOf(() -> fixture.engine().commit(branch.id()))).isEqualTo(BranchFailure.Kind.UNKNOWN);
    }

    @Test
    void orderedMessagesAreCommittedOneByOneInTheirOrder() throws Exception {
        Branch branch = fixture.begin(1);
        for (int number = 0; number < 50; number++) {
            fixture.send(
                    branch,
                    Message.to(EngineFixture.TOPIC)
                            .text("m" + number)
                            .orderingKey("customer")
                            .build());
        }
        fixture.engine().leave(branch);
        fixture.engine().prepare(branch.id());
        FakeGate gate = new FakeGate();
        FakeHandler end = fixture.broker().handler(37);
        fixture.broker().on(37, request -> end.handle(request).after(gate));
        Future<Void> commit = fixture.commitElsewhere(branch);
        fixture.broker().awaitRequests(37, 1);
        fixture.barrier();
        assertThat(fixture.ends()).hasSize(1);

        gate.open();
        commit.get(20, TimeUnit.SECONDS);

        assertThat(fixture.visible())
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(number -> "m" + number).toList());
    }

    @Test
    void anOrderedMessageThatIsNotCommittedHoldsBackThoseBehindIt() throws Exception {
        Branch branch = fixture.begin(1);
        for (String text : List.of("a", "b", "c")) {
            fixture.send(
                    branch,
                    Message.to(EngineFixture.TOPIC).text(text).orderingKey("k").build());
        }
        fixture.engine().leave(branch);
        fixture.engine().prepare(branch.id());
        FakeHandler end = fixture.broker().handler(37);
        fixture.broker().next(37, FakeReply.code(0, null));
        fixture.broker().on(37, request -> FakeReply.code(2, "busy"));
        Future<Void> commit = fixture.commitElsewhere(branch);
        fixture.passUntil(commit::isDone);
        String last = branch.halves().get(2).uniqueKey();
        assertThat(fixture.ends()).hasSizeGreaterThan(1).noneMatch(request -> last.equals(request.ext("msgId")));

        fixture.broker().on(37, end);
        fixture.passUntil(() -> branch.state() == Branch.State.COMMITTED);

        assertThat(fixture.visible()).containsExactly("b", "c");
    }

    @Test
    @Must("C3")
    void oneBranchSpansConnectionsAndClusters() throws Exception {
        try (FakeCluster other = FakeCluster.of("a").topic("orders", 2)) {
            Branch branch = fixture.begin(1);
            fixture.send(branch, "here");
            fixture.engine().leave(branch);
            Branch joined = fixture.engine().join(branch.id());
            assertThat(joined).isSameAs(branch);
            ClientLease lease = fixture.leaseOf(other);
            fixture.engine()
                    .sends(joined)
                    .send(
                            lease.producer(EngineFixture.patient()),
                            lease.transactions(),
                            Message.to("orders").text("there").build(),
                            SendOptions.defaults());
            assertThat(kindOf(() -> fixture.engine().prepare(branch.id()))).isEqualTo(BranchFailure.Kind.PROTOCOL);
            fixture.engine().leave(joined);

            assertThat(fixture.engine().prepare(branch.id())).isTrue();
            fixture.engine().commit(branch.id());

            assertThat(fixture.visible()).containsExactly("here");
            assertThat(other.visible("orders")).containsExactly("there");
        }
    }

    @Test
    void aBranchThatNobodyEndsIsRolledBackLongAfterItsTime() throws Exception {
        Branch branch = fixture.sent(1, "one");
        fixture.engine().expireAfter(branch, 10);
        fixture.pass(Duration.ofSeconds(39));
        assertThat(branch.state()).isEqualTo(Branch.State.ACTIVE);

        fixture.pass(Duration.ofSeconds(3));

        assertThat(branch.state()).isEqualTo(Branch.State.ROLLED_BACK);
        fixture.broker().awaitRequests(37, 1);
        assertThat(fixture.broker().openHalves()).isEmpty();
        assertThat(kindOf(() -> fixture.engine().prepare(branch.id()))).isEqualTo(BranchFailure.Kind.TIMED_OUT);
        assertThat(kindOf(() -> fixture.engine().commitOnePhase(branch.id()))).isEqualTo(BranchFailure.Kind.TIMED_OUT);
        fixture.engine().rollBack(branch.id());
    }

    @Test
    void aBranchIsRolledBackLongAfterItsTimeAlsoWhileAThreadWorksInIt() throws Exception {
        Branch branch = fixture.begin(1);
        fixture.send(branch, "one");
        fixture.engine().expireAfter(branch, 10);

        fixture.pass(Duration.ofSeconds(42));

        assertThatThrownBy(() -> fixture.send(branch, "two"))
                .isInstanceOf(TransactionStateException.class)
                .hasMessageContaining("ended");
        fixture.engine().leave(branch);
        assertThat(kindOf(() -> fixture.engine().prepare(branch.id()))).isEqualTo(BranchFailure.Kind.TIMED_OUT);
        fixture.broker().awaitRequests(37, 1);
        assertThat(fixture.broker().openHalves()).isEmpty();
    }

    @Test
    void aPreparedBranchIsNeverTooOld() throws Exception {
        Branch branch = fixture.prepared(1, "one");
        fixture.engine().expireAfter(branch, 10);

        fixture.pass(Duration.ofSeconds(60));

        fixture.engine().commit(branch.id());
        assertThat(fixture.visible()).containsExactly("one");
    }

    static BranchFailure.Kind kindOf(ThrowingCallable verb) {
        BranchFailure failure = catchThrowableOfType(BranchFailure.class, verb);
        return failure == null ? null : failure.kind();
    }
}
