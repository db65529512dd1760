package io.rocketjca.bench.control;

/** What an application holds of a pooled connection. */
public final class ControlHandle implements ControlConnection {

    private ControlManagedConnection owner;

    ControlHandle(ControlManagedConnection owner) {
        this.owner = owner;
    }

    void moveTo(ControlManagedConnection newOwner) {
        owner = newOwner;
    }

    @Override
    public void close() {
        ControlManagedConnection was = owner;
        if (was != null) {
            owner = null;
            was.closed(this);
        }
    }
}
