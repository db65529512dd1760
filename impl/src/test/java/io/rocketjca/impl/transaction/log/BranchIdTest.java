package io.rocketjca.impl.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The identity of a branch. */
class BranchIdTest {

    @Test
    void isEqualByContentAndReadsItsOwnText() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            byte[] gtrid = bytes(random);
            byte[] bqual = bytes(random);
            BranchId id = BranchId.of(random.nextInt(), gtrid, bqual);

            assertThat(BranchId.of(id.formatId(), gtrid, bqual)).isEqualTo(id).hasSameHashCodeAs(id);
            assertThat(BranchId.parse(" " + id + "\n")).isEqualTo(id);
            assertThat(BranchId.of(id.formatId() + 1, gtrid, bqual)).isNotEqualTo(id);
        }
        assertThat(BranchId.of(1, new byte[] {1}, new byte[0]))
                .isNotEqualTo(BranchId.of(1, new byte[0], new byte[] {1}));
        assertThat(BranchId.of(-1, new byte[] {0x0A, (byte) 0xFF}, new byte[0])).hasToString("-1:0aff:");
    }

    @Test
    void cannotBeChangedThroughItsParts() {
        byte[] gtrid = {1, 2};
        byte[] bqual = {3};
        BranchId id = BranchId.of(1, gtrid, bqual);
        gtrid[0] = 9;
        bqual[0] = 9;
        id.globalTransactionId()[0] = 9;
        id.branchQualifier()[0] = 9;

        assertThat(id).hasToString("1:0102:03");
    }

    @Test
    void hasPartsOfAtMost64Bytes() {
        assertThat(BranchId.of(1, new byte[64], new byte[64]).globalTransactionId())
                .hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BranchId.of(1, new byte[65], new byte[0]))
                .withMessage("The global transaction id has 65 bytes, but XA allows 64.");
        assertThatIllegalArgumentException().isThrownBy(() -> BranchId.of(1, new byte[0], new byte[65]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1:0a", "1:0a:0b:0c", "x:0a:0b", "1:0:0b", "1:zz:0b"})
    void isNotReadFromOtherTexts(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BranchId.parse(text))
                .withMessageContaining("\"" + text + "\" names no branch: write formatId:");
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(65)];
        random.nextBytes(bytes);
        return bytes;
    }
}
