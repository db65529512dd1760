package io.rocketjca.impl.transaction.log;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The identity of a branch: an Xid's format id, global transaction id and branch qualifier, byte for byte. Equal by content.
 *
 * @param formatId any number
 * @param globalTransactionId 0 to 64 bytes, not null; copied when taken and when handed out
 * @param branchQualifier 0 to 64 bytes, not null; copied when taken and when handed out
 */
public record BranchId(int formatId, byte[] globalTransactionId, byte[] branchQualifier) {

    /** As {@code Xid.MAXGTRIDSIZE} and {@code Xid.MAXBQUALSIZE}. */
    static final int MAX_PART_BYTES = 64;

    private static final HexFormat HEX = HexFormat.of();
    private static final int PARTS = 3;

    /** Copies the parts. */
    public BranchId {
        globalTransactionId =
                checked("global transaction id", globalTransactionId).clone();
        branchQualifier = checked("branch qualifier", branchQualifier).clone();
    }

    /**
     * The identity with these parts, which are copied.
     *
     * @throws IllegalArgumentException if a part is longer than 64 bytes
     */
    public static BranchId of(int formatId, byte[] globalTransactionId, byte[] branchQualifier) {
        return new BranchId(formatId, globalTransactionId, branchQualifier);
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static BranchId parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length == PARTS) {
            try {
                return of(Integer.parseInt(parts[0]), HEX.parseHex(parts[1]), HEX.parseHex(parts[2]));
            } catch (IllegalArgumentException notHex) {
                throw notABranch(text, notHex);
            }
        }
        throw notABranch(text, null);
    }

    private static IllegalArgumentException notABranch(String text, Exception cause) {
        return new IllegalArgumentException(
                "\"" + text + "\" names no branch: write formatId:globalTransactionId:branchQualifier, the ids in"
                        + " hexadecimal, as listings show it",
                cause);
    }

    private static byte[] checked(String name, byte[] part) {
        if (part.length > MAX_PART_BYTES) {
            throw new IllegalArgumentException(
                    "The " + name + " has " + part.length + " bytes, but XA allows " + MAX_PART_BYTES + ".");
        }
        return part;
    }

    /** A copy. */
    @Override
    public byte[] globalTransactionId() {
        return globalTransactionId.clone();
    }

    /** A copy. */
    @Override
    public byte[] branchQualifier() {
        return branchQualifier.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BranchId that
                && formatId == that.formatId
                && Arrays.equals(globalTransactionId, that.globalTransactionId)
                && Arrays.equals(branchQualifier, that.branchQualifier);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * formatId + Arrays.hashCode(globalTransactionId)) + Arrays.hashCode(branchQualifier);
    }

    /** The format id in decimal and both parts in hexadecimal, parted by colons. */
    @Override
    public String toString() {
        return formatId + ":" + HEX.formatHex(globalTransactionId) + ":" + HEX.formatHex(branchQualifier);
    }
}
