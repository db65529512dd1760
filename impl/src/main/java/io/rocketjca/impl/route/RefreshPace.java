package io.rocketjca.impl.route;

import java.util.concurrent.atomic.AtomicReference;

/** Lets one topic be refreshed at once when asked, but not again before a gap is over; what was asked meanwhile is not lost. */
final class RefreshPace {

    private enum State {
        IDLE,
        IN_GAP,
        WANTED_AGAIN
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    /** Whether to refresh now, and then to call {@link #gapOver} when the gap is over. */
    boolean ask() {
        return state.getAndUpdate(now -> now == State.IDLE ? State.IN_GAP : State.WANTED_AGAIN) == State.IDLE;
    }

    /** Whether to refresh again, and then to call this again when the next gap is over. */
    boolean gapOver() {
        return state.getAndUpdate(now -> now == State.WANTED_AGAIN ? State.IN_GAP : State.IDLE) == State.WANTED_AGAIN;
    }
}
