package io.rocketjca.itests.transactions;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;

/** Where the application stops, told by all who reach a point of a transaction. */
final class Traps {

    private final List<Trap> traps;
    private final Map<Trap, Integer> passed = new ConcurrentHashMap<>();
    private final SynchronousQueue<String> words = new SynchronousQueue<>();
    private volatile int work;

    Traps(List<Trap> traps) {
        this.traps = traps;
    }

    /** A transaction begins, or with 0 has ended. */
    void entered(int newWork) {
        work = newWork;
    }

    void reached(String point) {
        int now = work;
        for (Trap trap : traps) {
            if (trap.point().equals(point)
                    && trap.work() == now
                    && passed.merge(trap, 1, Integer::sum) == trap.occurrence()) {
                spring(trap);
            }
        }
    }

    private void spring(Trap trap) {
        Application.say("reached " + trap.point());
        if (trap.deadly()) {
            Runtime.getRuntime().halt(Application.HALTED);
        }
        try {
            words.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the one that waits go on. */
    void goOn() throws InterruptedException {
        words.put("go");
    }
}
