package io.rocketjca.impl.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.transaction.log.LiveBranches.Change;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** The form of one write. */
class LogFrameTest {

    private static final long NUMBER = 7;
    private static final List<Change> CHANGES = List.of(
            new Change(Branches.id(1), 5, null, new byte[] {1, 2, 3}),
            new Change(Branches.id(2), 6, new byte[] {4}, null),
            new Change(Branches.id(3), Long.MAX_VALUE, null, new byte[0]));

    private final ByteBuffer file = ByteBuffer.allocate(200);
    private final List<String> read = new ArrayList<>();

    private int read(ByteBuffer from, long number) {
        read.clear();
        return LogFrame.read(from, 0, number, (record, key) -> read.add(key + "=" + Arrays.toString(record)));
    }

    @Test
    void whatIsWrittenIsReadWhereverItBegins() {
        LogFrame.write(file, NUMBER, CHANGES);
        ByteBuffer moved =
                ByteBuffer.allocate(300).position(33).put(file.duplicate()).clear();

        assertThat(read(file, NUMBER)).isEqualTo(LogFrame.bytes(CHANGES)).isEqualTo(file.limit());
        assertThat(read).containsExactly("5=[1, 2, 3]", "6=null", Long.MAX_VALUE + "=[]");
        assertThat(LogFrame.read(moved, 33, NUMBER, (record, key) -> {})).isEqualTo(33 + LogFrame.bytes(CHANGES));
    }

    @Test
    void theBytesAreThoseOfVersionOne() {
        LogFrame.write(file, NUMBER, CHANGES.subList(0, 2));

        assertThat(HexFormat.of().formatHex(file.array(), 0, file.limit()))
                .isEqualTo("524a4c01" + "0000001b" + "0000000000000007" + checksumAsWritten() + "0000000000000005"
                        + "00000003" + "010203" + "0000000000000006" + "ffffffff");
    }

    /** Reckoned here once more, from the text of the form. */
    private String checksumAsWritten() {
        CRC32C sum = new CRC32C();
        sum.update(file.array(), 3, 13);
        sum.update(file.array(), 20, file.limit() - 20);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    @Test
    void everyFlippedBitIsSeen() {
        LogFrame.write(file, NUMBER, CHANGES);
        for (int bit = 0; bit < 8 * file.limit(); bit++) {
            file.array()[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(read(file, NUMBER)).as("bit " + bit).isEqualTo(-1);
            assertThat(read).isEmpty();
            file.array()[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void everyMissingByteIsSeen() {
        LogFrame.write(file, NUMBER, CHANGES);
        for (int length = file.limit() - 1; length >= 0; length--) {
            assertThat(read(file.duplicate().limit(length), NUMBER)).isEqualTo(-1);
        }
    }

    @Test
    void aFrameWithAnotherNumberIsNotTheOne() {
        LogFrame.write(file, NUMBER, CHANGES);

        assertThat(read(file, NUMBER - 1)).isEqualTo(-1);
        assertThat(LogFrame.beginsAfter(file, 0, NUMBER - 1)).isTrue();
        assertThat(LogFrame.beginsAfter(file, 0, NUMBER)).isFalse();
        file.array()[30] ^= 1;
        assertThat(LogFrame.beginsAfter(file, 0, NUMBER - 1))
                .as("also if it is damaged")
                .isTrue();
        file.array()[0] ^= 1;
        assertThat(LogFrame.beginsAfter(file, 0, NUMBER - 1)).isFalse();
    }

    @Test
    void aFrameOfALaterVersionIsRefusedByItsVersion() {
        LogFrame.write(file, NUMBER, CHANGES);
        file.put(3, (byte) 2);
        file.putInt(16, (int) Long.parseLong(checksumAsWritten(), 16));

        assertThatThrownBy(() -> read(file, NUMBER))
                .isInstanceOf(DamagedRecordException.class)
                .hasMessage("it has version 2, but this release reads version 1");
    }

    @Test
    void theNextSectorBeginsWhereTheLastOneEnds() {
        assertThat(LogFrame.nextSector(0)).isZero();
        assertThat(LogFrame.nextSector(1)).isEqualTo(512);
        assertThat(LogFrame.nextSector(512)).isEqualTo(512);
        assertThat(LogFrame.nextSector(5_000_000_001L)).isEqualTo(5_000_000_512L);
    }
}
