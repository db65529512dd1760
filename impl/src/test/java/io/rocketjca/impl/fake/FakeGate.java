package io.rocketjca.impl.fake;

import java.util.ArrayList;
import java.util.List;

/** Holds answers back until the test opens it; what comes later passes at once. */
public final class FakeGate {

    private final List<Runnable> held = new ArrayList<>();
    private boolean open;

    /** Releases all that is held, on the calling thread, and everything that comes later. */
    public void open() {
        List<Runnable> released;
        synchronized (this) {
            open = true;
            released = new ArrayList<>(held);
            held.clear();
        }
        released.forEach(Runnable::run);
    }

    void pass(Runnable action) {
        synchronized (this) {
            if (!open) {
                held.add(action);
                return;
            }
        }
        action.run();
    }
}
