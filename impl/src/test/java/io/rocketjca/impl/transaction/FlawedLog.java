package io.rocketjca.impl.transaction;

import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.LogIdentity;
import io.rocketjca.impl.transaction.log.LoggedBranch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real log whose disk can fail, or stand still as after a crash. */
final class FlawedLog implements BranchLog {

    private final BranchLog real;
    private final AtomicInteger failures;
    private volatile boolean dead;

    FlawedLog(BranchLog real, AtomicInteger failures) {
        this.real = real;
        this.failures = failures;
    }

    /** Nothing is written from now on. */
    void die() {
        dead = true;
    }

    @Override
    public LogIdentity identity() {
        return real.identity();
    }

    @Override
    public List<LoggedBranch> replay() {
        return real.replay();
    }

    @Override
    public void force(LoggedBranch branch) {
        if (dead || failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new UncheckedIOException(new IOException("no space left"));
        }
        real.force(branch);
    }

    @Override
    public void forget(BranchId id) {
        if (!dead) {
            real.forget(id);
        }
    }

    @Override
    public boolean healthy() {
        return failures.get() == 0 && real.healthy();
    }

    @Override
    public void close() {
        if (!dead) {
            real.close();
        }
    }

    /** What a dead process lets go of. */
    void release() {
        real.close();
    }
}
