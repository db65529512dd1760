package io.rocketjca.impl.producer;

import io.rocketjca.impl.remoting.Call;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.FrameSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection whose peer is the test. */
final class ScriptedConnection implements Connection {

    private volatile int peerVersion;
    final AtomicInteger refuseOneWays = new AtomicInteger();
    final AtomicInteger waitsForRoom = new AtomicInteger();
    final AtomicInteger pauses = new AtomicInteger();
    volatile boolean roomComes = true;
    volatile CallFailure.Kind oneWayFailure = CallFailure.Kind.OVERLOADED;
    volatile String drained;
    private final String address;
    private final ScriptedRemoting remoting;

    ScriptedConnection(String address, ScriptedRemoting remoting) {
        this.address = address;
        this.remoting = remoting;
    }

    @Override
    public void call(Call call) {
        remoting.received(ScriptedRequest.of(address, call, call));
    }

    @Override
    public CallFailure sendOneWay(FrameSource frame) {
        if (refuseOneWays.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return new CallFailure(oneWayFailure, false, "no room on " + address, null);
        }
        remoting.requests.add(ScriptedRequest.of(address, frame, null));
        return null;
    }

    @Override
    public boolean awaitRoom(long deadlineNanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waitsForRoom.incrementAndGet();
        return roomComes;
    }

    @Override
    public int peerVersion() {
        return peerVersion;
    }

    @Override
    public void notePeerVersion(int version) {
        peerVersion = version;
    }

    @Override
    public void keepPace() {
        pauses.incrementAndGet();
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public boolean open() {
        return true;
    }

    @Override
    public long openedNanos() {
        return 0;
    }

    @Override
    public void drain(String reason) {
        drained = reason;
    }

    @Override
    public void close(String reason) {
        throw new UnsupportedOperationException();
    }
}
