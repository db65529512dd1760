package io.rocketjca.impl.producer;

import io.rocketjca.CompletionDispatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Collects the sends that a burst of answers has ended. When the burst is over it gives back all the room they took, and
 * tells their callers: one wake-up for many messages. Without it every answer would wake a thread that finds a single completion and sleeps again, and the switching
 * costs many times what sending does.
 *
 * <p>Used on one event loop only; whoever hands answers to calls must end the burst afterwards.
 */
public final class CompletionBurst {

    private final boolean eachAlone;
    private final List<SendCall> ended = new ArrayList<>();
    private final List<Runnable> together = new ArrayList<>();

    public CompletionBurst() {
        this(false);
    }

    private CompletionBurst(boolean eachAlone) {
        this.eachAlone = eachAlone;
    }

    /** Collects nothing: every caller is told at once. */
    static CompletionBurst ofOne() {
        return new CompletionBurst(true);
    }

    void add(SendCall call) {
        if (!eachAlone) {
            ended.add(call);
            return;
        }
        call.limit().giveBack(call.need());
        if (call.waiter() != null) {
            LockSupport.unpark(call.waiter());
        } else {
            call.completions().complete(call, call.dispatcher());
        }
    }

    /** Wakes the callers of all that has ended, in order; consecutive ones with the same dispatcher in one go. */
    public void end() {
        int count = ended.size();
        if (count == 0) {
            return;
        }
        giveBackRoom(count);
        for (int i = 0; i < count; i++) {
            SendCall call = ended.get(i);
            if (call.waiter() != null) {
                LockSupport.unpark(call.waiter());
            } else {
                together.add(call);
                if (i + 1 == count || !completeTogether(call, ended.get(i + 1))) {
                    tell(call.completions(), call.dispatcher());
                }
            }
        }
        ended.clear();
    }

    private void giveBackRoom(int count) {
        InFlightLimit limit = ended.get(0).limit(); // the same for all producers of a client
        long needs = 0;
        for (int i = 0; i < count; i++) {
            needs += ended.get(i).need();
        }
        limit.giveBack(needs);
    }

    /** Whether both stages complete at the same place; in all producers of a client, that is where the call says. */
    private static boolean completeTogether(SendCall one, SendCall next) {
        return next.waiter() == null && one.dispatcher() == next.dispatcher();
    }

    private void tell(Completions completions, CompletionDispatcher dispatcher) {
        completions.completeAll(together, dispatcher);
        together.clear();
    }
}
