package io.rocketjca.impl.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
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
        assertThat(LogRecords.decodeTally(LogRecords.encode(new Tally(7, -8)))).isEqualTo(new Tally(7, -8));
    }

    @Test
    void everyFlippedBitAndEveryMissingByteIsSeen() {
        byte[] record = LogRecords.encode(Branches.branch(42, BranchState.PREPARED, 2));
        for (int bit = 0; bit < 8 * record.length; bit++) {
            byte[] flipped = record.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> LogRecords.decodeBranch(flipped)).isInstanceOf(DamagedRecordException.class);
        }
        for (int length = 0; length < record.length; length++) {
            byte[] cut = Arrays.copyOf(record, length);
            assertThatThrownBy(() -> LogRecords.decodeBranch(cut)).isInstanceOf(DamagedRecordException.class);
        }
    }

    @Test
    void aRecordOfALaterVersionIsRefusedByItsVersion() {
        byte[] record = LogRecords.encode(Branches.branch(1));
        record[0] = LogRecords.VERSION + 1;
        CRC32C checksum = new CRC32C();
        checksum.update(record, 0, record.length - 4);
        ByteBuffer.wrap(record).putInt(record.length - 4, (int) checksum.getValue());

        assertThatThrownBy(() -> LogRecords.decodeBranch(record))
                .isInstanceOf(DamagedRecordException.class)
                .hasMessage("a record has version 2, but this release reads version 1");
    }

    @Test
    void theStatesKeepTheirCodes() {
        assertThat(BranchState.values())
                .extracting(BranchState::code)
                .containsExactly((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5);
    }
}
