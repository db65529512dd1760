package io.rocketjca.impl.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The form of what stands in the log. */
class LogRecordsTest {

    @Test
    void whatIsWrittenIsRead() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            LoggedBranch branch = Branches.random(random, random.nextLong());

            assertThat(LogRecords.decodeBranch(LogRecords.encode(branch))).isEqualTo(branch);
        }
        LoggedBranch large = Branches.branch(1, BranchState.COMMITTING, 10_000);
        assertThat(LogRecords.decodeBranch(LogRecords.encode(large))).isEqualTo(large);
        LogIdentity identity = new LogIdentity(-1, "nœud", "");
        assertThat(LogRecords.decodeIdentity(LogRecords.encode(identity))).isEqualTo(identity);
    }

    @Test
    void everyMissingByteAndAnyByteTooManyIsSeen() {
        byte[] record = LogRecords.encode(Branches.branch(42, BranchState.PREPARED, 2));
        for (int length = 0; length <= record.length + 1; length++) {
            byte[] other = Arrays.copyOf(record, length);
            if (length != record.length) {
                assertThatThrownBy(() -> LogRecords.decodeBranch(other)).isInstanceOf(DamagedRecordException.class);
            }
        }
    }

    @Test
    void theStatesKeepTheirCodes() {
        assertThat(BranchState.values())
                .extracting(BranchState::code)
                .containsExactly((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5);
    }
}
