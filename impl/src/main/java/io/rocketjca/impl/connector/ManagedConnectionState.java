package io.rocketjca.impl.connector;

import java.util.ArrayList;
import java.util.List;

/**
 * A managed connection's phase and open handles, as one immutable value; each method is one transition and returns
 * {@code this} where nothing changes.
 */
record ManagedConnectionState(Phase phase, List<RocketMQConnectionHandle> handles) {

    static final ManagedConnectionState FRESH = new ManagedConnectionState(Phase.IDLE, List.of());
    private static final ManagedConnectionState DESTROYED = new ManagedConnectionState(Phase.DESTROYED, List.of());

    /** Whether a handle can be attached. */
    boolean usable() {
        return phase == Phase.IDLE || phase == Phase.IN_USE;
    }

    ManagedConnectionState attach(RocketMQConnectionHandle handle) {
        if (!usable()) {
            return this;
        }
        if (handles.isEmpty()) {
            return new ManagedConnectionState(Phase.IN_USE, List.of(handle));
        }
        List<RocketMQConnectionHandle> more = new ArrayList<>(handles);
        more.add(handle);
        return new ManagedConnectionState(Phase.IN_USE, List.copyOf(more));
    }

    ManagedConnectionState detach(RocketMQConnectionHandle handle) {
        if (phase == Phase.IN_USE && handles.size() == 1 && handles.get(0) == handle) {
            return FRESH; // as nearly always: one handle, used for one send
        }
        List<RocketMQConnectionHandle> rest =
                handles.stream().filter(each -> each != handle).toList();
        if (rest.size() == handles.size()) {
            return this;
        }
        return rest.isEmpty() && phase == Phase.IN_USE ? FRESH : new ManagedConnectionState(phase, rest);
    }

    ManagedConnectionState clean() {
        if (phase == Phase.IN_USE) {
            return FRESH;
        }
        return handles.isEmpty() ? this : new ManagedConnectionState(phase, List.of());
    }

    ManagedConnectionState breakDown() {
        return usable() ? new ManagedConnectionState(Phase.BROKEN, handles) : this;
    }

    ManagedConnectionState destroy() {
        return DESTROYED;
    }
}
