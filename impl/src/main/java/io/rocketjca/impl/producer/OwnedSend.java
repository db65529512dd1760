package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Whose a send is at each moment, and the caller that waits for its end.
 *
 * <p>At each moment one party owns it. {@link #WORKING}: the thread that runs a step. {@link #WAITING}: nobody; whoever
 * brings it back to work (an arrival, a timer, an interrupted caller) owns it then. {@link #GIVEN}: remoting, or the call that
 * carries it, which ends it. {@link #ABANDONED}: the interrupted caller; the word that still comes only returns the room
 * taken. {@link #ENDED}: nobody; result and trail do not change any more.
 *
 * <p>A synchronous caller parks without a timer of its own: remoting ends a given call at its deadline, and a
 * {@link BoundedWait} or a pause ends every other wait by then.
 */
abstract class OwnedSend extends OutgoingMessage {

    private static final byte WORKING = 0;
    private static final byte WAITING = 1;
    private static final byte GIVEN = 2;
    private static final byte ABANDONED = 3;
    private static final byte ENDED = 4;

    private static final VarHandle STATE = state();

    private final Thread waiter;

    private volatile byte state;

    /**
     * Owned by the current thread.
     *
     * @param message a message that breaks no rule
     * @param mode whether the current thread will wait
     */
    OwnedSend(Message message, SendSteps steps, SendMode mode) {
        super(message, steps);
        this.waiter = waiter(mode);
    }

    /** A batch, whose first message stands for all where a queue is chosen. */
    OwnedSend(Message first, int count, SendSteps steps, SendMode mode) {
        super(first, count, steps);
        this.waiter = waiter(mode);
    }

    /** One that carries this and others; nobody waits for it itself. */
    OwnedSend(OwnedSend first) {
        super(first);
        this.waiter = null;
    }

    private static Thread waiter(SendMode mode) {
        return mode == SendMode.ASYNC ? null : Thread.currentThread();
    }

    /** The caller that waits, or {@code null} for an asynchronous send. */
    final Thread waiter() {
        return waiter;
    }

    /** Gives up the ownership until {@link #stopWaiting}. */
    final void startWaiting() {
        state = WAITING;
    }

    /** Whether the caller is the owner now; if not, the send has ended meanwhile. */
    final boolean stopWaiting() {
        return STATE.compareAndSet(this, WAITING, WORKING);
    }

    /** Gives up the ownership until {@link #takeBack}. */
    final void giveAway() {
        STATE.setRelease(this, GIVEN);
    }

    /** Whether whoever it was given to owns it again. Only a caller that waits can have abandoned what was given. */
    final boolean takeBack() {
        if (waiter == null) {
            boolean given = state == GIVEN;
            if (given) {
                STATE.setRelease(this, WORKING);
            }
            return given;
        }
        if (STATE.compareAndSet(this, GIVEN, WORKING)) {
            return true;
        }
        if (STATE.compareAndSet(this, ABANDONED, ENDED)) {
            finishAbandoned();
        }
        return false;
    }

    /** Gives up the ownership for good; whoever waits is unparked afterwards, which makes it visible. */
    final void giveUp() {
        STATE.setRelease(this, ENDED);
    }

    final boolean ended() {
        return state == ENDED;
    }

    /** Waits, as its synchronous caller, until the send has ended or the caller, interrupted, has left it. */
    final void awaitEnd() {
        boolean interrupted = false;
        while (state != ENDED && state != ABANDONED) {
            if (interrupted) {
                leave();
            } else {
                LockSupport.park(this);
                interrupted = Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves a send whose caller was interrupted; a step that is being run right now is let pass. */
    private void leave() {
        if (stopWaiting()) {
            leftWaiting();
        } else if (STATE.compareAndSet(this, GIVEN, ABANDONED)) {
            leftGiven();
        } else {
            Thread.onSpinWait();
        }
    }

    /** Ends what nobody has; its interrupted caller is the owner. */
    abstract void leftWaiting();

    /** Notes why its interrupted caller has left it to whoever it was given to. */
    abstract void leftGiven();

    /** Gives back the room of a send whose caller had left. */
    void finishAbandoned() {
        limit().giveBack(need());
    }

    /** The room it takes while it is under way. */
    abstract long need();

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(OwnedSend.class, "state", byte.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
