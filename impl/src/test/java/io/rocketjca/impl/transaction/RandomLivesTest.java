package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.MessagingException;
import io.rocketjca.impl.contract.Must;
import io.rocketjca.impl.fake.FakeHandler;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.transaction.log.BranchId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random transactions of random lives, with brokers that lose answers and ask at random: in the end consumers see every message
 * of every committed transaction, and nothing else, each once.
 */
@Timeout(300)
class RandomLivesTest {

    private static final int SEQUENCES = 20;
    private static final int STEPS = 14;
    private static final int MANY = 1_000;

    @TempDir
    private Path directory;

    private EngineFixture fixture;
    private Random random;
    private int numbers;
    private int sequence;
    private volatile boolean chaos;

    /** Set when the process has died in the middle of a verb: nobody has heard its outcome. */
    private volatile boolean dead;

    private final AtomicInteger stepsToDeath = new AtomicInteger(MANY);
    private final Map<BranchId, List<String>> texts = new HashMap<>();
    private final Set<BranchId> decided = new HashSet<>();
    private final Set<BranchId> unheard = new HashSet<>();
    private final Set<BranchId> confirmed = new HashSet<>();

    @Test
    @Must({"C6", "C7", "C14", "C16"})
    void whateverHappensEachMessageOfACommittedTransactionAppearsOnceAndNoOther() throws Exception {
        long seed = System.nanoTime();
        random = new Random(seed);
        for (sequence = 0; sequence < SEQUENCES; sequence++) {
            fixture = EngineFixture.in(directory.resolve("s" + sequence));
            try {
                live();
                assertThat(seen())
                        .as("seed %d, sequence %d", seed, sequence)
                        .containsExactlyInAnyOrderElementsOf(expected());
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed + ", sequence " + sequence, failure);
            } finally {
                fixture.close();
            }
        }
    }

    private void live() throws Exception {
        texts.clear();
        decided.clear();
        unheard.clear();
        confirmed.clear();
        fixture.probe(step -> dieMaybe());
        disturb();
        for (int step = 0; step < STEPS; step++) {
            chaos = true;
            oneStep();
            if (dead || random.nextInt(8) == 0) {
                chaos = false;
                nextLife();
            }
        }
        chaos = false;
        settle();
    }

    private void oneStep() throws Exception {
        Branch branch = worked();
        if (random.nextInt(4) == 0) {
            askForSome();
        }
        stepsToDeath.set(random.nextInt(3) == 0 ? random.nextInt(6) : MANY);
        switch (random.nextInt(5)) {
            case 0 -> alone(branch);
            case 1 -> fixture.engine().rollBack(branch.id());
            case 2, 3 -> twoPhases(branch, true);
            default -> twoPhases(branch, random.nextBoolean());
        }
        stepsToDeath.set(MANY);
        if (random.nextInt(4) == 0) {
            askForSome();
        }
    }

    private Branch worked() throws Exception {
        Branch branch = fixture.begin(++numbers);
        List<String> sent = new ArrayList<>();
        texts.put(branch.id(), sent);
        for (int count = random.nextInt(4); count > 0; count--) {
            String text = "m" + numbers + "." + count;
            Future<Void> send = fixture.elsewhere(() -> {
                fixture.send(branch, text);
                return null;
            });
            if (heard(send)) {
                sent.add(text);
            }
        }
        fixture.engine().leave(branch);
        return branch;
    }

    private void alone(Branch branch) throws Exception {
        boolean heard = verb(() -> {
            fixture.engine().commitOnePhase(branch.id());
            return null;
        });
        if (!heard) {
            unheard.add(branch.id());
        } else {
            confirmed.add(branch.id());
        }
    }

    private void twoPhases(Branch branch, boolean commit) throws Exception {
        if (!verb(() -> fixture.engine().prepare(branch.id()))) {
            return;
        }
        if (commit) {
            decided.add(branch.id());
            verb(() -> {
                fixture.engine().commit(branch.id());
                return null;
            });
        } else if (random.nextBoolean()) {
            verb(() -> {
                fixture.engine().rollBack(branch.id());
                return null;
            });
        }
    }

    /** Whether the transaction manager has heard a yes. */
    private boolean verb(Callable<?> verb) throws Exception {
        return heard(fixture.elsewhere(verb)) && !dead;
    }

    private boolean heard(Future<?> done) throws Exception {
        fixture.passUntil(done::isDone);
        try {
            done.get();
            return true;
        } catch (java.util.concurrent.ExecutionException failure) {
            if (failure.getCause() instanceof BranchFailure || failure.getCause() instanceof MessagingException) {
                return false;
            }
            throw failure;
        }
    }

    private void dieMaybe() {
        if (stepsToDeath.getAndDecrement() == 0) {
            fixture.freezeDisk();
            dead = true;
        }
    }

    private void nextLife() throws Exception {
        fixture.crash();
        dead = false;
        fixture.start();
        fixture.link();
        if (random.nextBoolean()) {
            recover();
        }
    }

    /** As a transaction manager does: what it has not decided is rolled back. */
    private void recover() throws Exception {
        for (BranchId id : fixture.engine().recover()) {
            verb(() -> {
                if (decided.contains(id)) {
                    fixture.engine().commit(id);
                } else if (!unheard.contains(id)) {
                    fixture.engine().rollBack(id);
                }
                return null;
            });
        }
    }

    private void askForSome() {
        if (random.nextInt(3) == 0) {
            fixture.broker().forgetEnds();
        }
        for (String key : fixture.broker().openHalves()) {
            if (random.nextBoolean()) {
                fixture.broker().ask(key, random.nextInt(4) == 0 ? null : "a");
            }
        }
    }

    /** Brokers that do and do not what they are told, and say so or not. */
    private void disturb() {
        Random faults = new Random(random.nextLong());
        for (int code : new int[] {310, 37}) {
            FakeHandler honest = fixture.broker().handler(code);
            fixture.broker().on(code, request -> {
                int fault = chaos ? faults.nextInt(12) : MANY;
                return switch (fault) {
                    case 0 -> {
                        honest.handle(request);
                        yield FakeReply.closeConnection();
                    }
                    case 1 -> FakeReply.closeConnection();
                    case 2 -> FakeReply.code(2, "busy");
                    case 3 -> {
                        FakeReply reply = honest.handle(request);
                        yield code == 37 ? FakeReply.silent() : reply;
                    }
                    default -> honest.handle(request);
                };
            });
        }
        FakeHandler index = fixture.broker().handler(12);
        fixture.broker()
                .on(12, request -> chaos && faults.nextInt(6) == 0 ? FakeReply.code(2, "busy") : index.handle(request));
    }

    private void settle() throws Exception {
        fixture.link();
        for (int round = 0; round < 3; round++) {
            recover();
            fixture.passUntil(() -> fixture.broker().openConnections() > 0);
            fixture.pass(Duration.ofSeconds(20));
            fixture.barrier();
        }
        fixture.broker().forgetEnds();
        fixture.await(() -> {
            fixture.pass(Duration.ofSeconds(5));
            fixture.broker().openHalves().forEach(fixture::ask);
            return fixture.broker().openHalves().isEmpty();
        });
        assertThat(fixture.engine().recover()).isEmpty();
    }

    private List<String> seen() {
        return fixture.visible();
    }

    /** Of a transaction whose only commit nobody has heard of, all or nothing. */
    private List<String> expected() {
        List<String> all = new ArrayList<>();
        Set<String> visible = new HashSet<>(fixture.visible());
        decided.forEach(id -> all.addAll(texts.get(id)));
        confirmed.forEach(id -> all.addAll(texts.get(id)));
        for (BranchId id : unheard) {
            List<String> own = texts.get(id);
            if (own.stream().anyMatch(visible::contains)) {
                all.addAll(own);
            }
        }
        return all;
    }
}
