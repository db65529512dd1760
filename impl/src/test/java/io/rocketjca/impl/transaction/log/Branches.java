package io.rocketjca.impl.transaction.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Branches to log. */
final class Branches {

    static final LogIdentity IDENTITY = new LogIdentity(0x5EED_CAFE_0000_0001L, "node-1", "GID_orders-node-1");

    private Branches() {}

    /** The log's own files, but for how large they may grow. */
    static LogFiles files(long mostDeadBytes) {
        return new LogFiles(LogFiles.DEFAULT.opener(), LogFiles.ROOM_BYTES, mostDeadBytes);
    }

    static BranchId id(long number) {
        return BranchId.of(
                131077, ByteBuffer.allocate(Long.BYTES).putLong(number).array(), new byte[] {1, (byte) number});
    }

    static long number(BranchId id) {
        return ByteBuffer.wrap(id.globalTransactionId()).getLong();
    }

    /** A prepared branch of one half message. */
    static LoggedBranch branch(long number) {
        return branch(number, BranchState.PREPARED, 1);
    }

    static LoggedBranch branch(long number, BranchState state, int halves) {
        List<LoggedHalf> all = new ArrayList<>();
        for (int i = 0; i < halves; i++) {
            all.add(new LoggedHalf(
                    "10.0.0.1:9876;10.0.0.2:9876",
                    "ns%orders-" + i,
                    "broker-" + number % 3,
                    String.format("AC1100010000%016X%04X", number, i),
                    number * 512,
                    number + i,
                    i % 8,
                    i % 2 == 1));
        }
        return new LoggedBranch(id(number), state, 1_790_000_000_000L + number, all);
    }

    static LoggedBranch random(Random random, long number) {
        BranchState[] states = BranchState.values();
        return branch(number, states[random.nextInt(states.length)], random.nextInt(5));
    }
}
