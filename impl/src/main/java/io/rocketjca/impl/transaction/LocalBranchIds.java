package io.rocketjca.impl.transaction;

import io.rocketjca.impl.transaction.log.BranchId;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids for branches of local transactions, which no transaction manager gives one. */
final class LocalBranchIds {

    /** The letters RMQL; no transaction manager is known by this number. */
    private static final int FORMAT = 0x524D514C;

    private static final byte[] NO_QUALIFIER = {};

    private final long run;
    private final AtomicLong last = new AtomicLong();

    /**
     * @param run a random number, different in each run
     */
    LocalBranchIds(long run) {
        this.run = run;
    }

    BranchId next() {
        byte[] id = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(run)
                .putLong(last.incrementAndGet())
                .array();
        return BranchId.of(FORMAT, id, NO_QUALIFIER);
    }
}
