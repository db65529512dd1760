package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.fake.RecordedLog;
import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.time.ManualTimer;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchState;
import io.rocketjca.impl.transaction.log.LoggedBranch;
import io.rocketjca.impl.transaction.log.LoggedHalf;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Branches that nobody ends are told of, with what helps. */
class DoubtWarningsTest {

    private static final String OLD = "waits for its transaction manager";
    private static final String UNRECOVERED = "recovery seems not to be set up on this server. Do this.";

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final long start = ticker.nanos();
    private final BranchTable branches = new BranchTable();
    private final TransactionCounter counter = new TransactionCounter();
    private final DoubtWarnings warnings =
            new DoubtWarnings(branches, counter, "Do this.", new TimeSource(ticker, this::millis, timer));
    private final RecordedLog log = new RecordedLog(DoubtWarnings.class);

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(ticker.nanos() - start);
    }

    @BeforeEach
    void start() {
        warnings.start();
    }

    @AfterEach
    void close() {
        log.close();
    }

    private Branch add(int number, BranchState state) throws BranchFailure {
        LoggedHalf half = new LoggedHalf("ns:1", "orders", "b", "KEY" + number, 1, 2, 0, false);
        Branch branch = Branch.recovered(
                new LoggedBranch(
                        BranchId.of(1, new byte[] {(byte) number}, new byte[0]), state, millis(), List.of(half)),
                List.of(Half.recovered("group", half, 0)));
        branches.add(branch);
        return branch;
    }

    @Test
    void aPreparedBranchIsToldOfFromTenMinutesOnEveryTenMinutes() throws Exception {
        counter.scanned();
        add(1, BranchState.PREPARED);

        timer.advance(Duration.ofMinutes(9));
        assertThat(log.with(OLD)).isEmpty();
        timer.advance(Duration.ofMinutes(1));
        assertThat(log.with(OLD)).hasSize(1).allSatisfy(line -> assertThat(line)
                .startsWith("WARNING")
                .contains("branch=1:01: ", "ageSeconds=600", "topics=[orders]"));
        timer.advance(Duration.ofMinutes(9));
        assertThat(log.with(OLD)).hasSize(1);
        timer.advance(Duration.ofMinutes(21));
        assertThat(log.with(OLD)).hasSize(4);
    }

    @Test
    void branchesThatAreDecidedOrOverAreNotToldOf() throws Exception {
        add(1, BranchState.COMMITTING);
        add(2, BranchState.HEURISTIC_COMMIT);
        branches.remove(add(3, BranchState.PREPARED));

        timer.advance(Duration.ofHours(1));

        assertThat(log.with("")).isEmpty();
    }

    @Test
    void ofManyBranchesSomeAreToldAndTheRestCounted() throws Exception {
        for (int i = 0; i < DoubtWarnings.MOST_TOLD + 5; i++) {
            add(i, BranchState.PREPARED);
        }
        counter.scanned();

        timer.advance(Duration.ofMinutes(10));

        assertThat(log.with(OLD)).hasSize(DoubtWarnings.MOST_TOLD);
        assertThat(log.with("branches=5")).hasSize(1);
    }

    @Test
    void withoutAnyScanTheSetupOfRecoveryIsToldOnce() throws Exception {
        add(1, BranchState.PREPARED);

        timer.advance(Duration.ofMinutes(4));
        assertThat(log.with(UNRECOVERED)).isEmpty();
        timer.advance(Duration.ofHours(1));

        assertThat(log.with(UNRECOVERED)).hasSize(1).allMatch(line -> line.startsWith("WARNING"));
    }

    @Test
    void aTransactionManagerThatHasAskedIsNotDoubted() throws Exception {
        add(1, BranchState.PREPARED);
        counter.scanned();

        timer.advance(Duration.ofMinutes(6));

        assertThat(log.with(UNRECOVERED)).isEmpty();
    }

    @Test
    void preparedBranchesOfThisRunSayNothingAboutRecovery() throws Exception {
        Branch branch = Branch.begin(BranchId.of(1, new byte[] {1}, new byte[0]), false, millis());
        branches.add(branch);
        branch.move(Branch.State.ACTIVE, Branch.State.PREPARED);

        timer.advance(Duration.ofMinutes(6));

        assertThat(log.with(UNRECOVERED)).isEmpty();
    }

    @Test
    void afterTheStopNothingIsTold() throws Exception {
        add(1, BranchState.PREPARED);
        warnings.stop();

        timer.advance(Duration.ofHours(1));

        assertThat(log.with("")).isEmpty();
    }
}
