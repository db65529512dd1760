package io.rocketjca.impl.producer;

import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.Line;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.remoting.RemotingException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Connections without a network: each address is connected unless a test refuses it or keeps its connect pending. */
final class ScriptedRemoting implements RemotingClient {

    /** All requests to all addresses, in order. */
    final List<ScriptedRequest> requests = new CopyOnWriteArrayList<>();

    final Map<String, CompletableFuture<Connection>> pendingConnects = new ConcurrentHashMap<>();
    private final Map<String, ScriptedConnection> connections = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile Reaction reaction = request -> request.stored(0);

    /** What the peers do with a request. */
    @FunctionalInterface
    interface Reaction {
        void to(ScriptedRequest request);
    }

    ScriptedRemoting react(Reaction newReaction) {
        reaction = newReaction;
        return this;
    }

    void refuse(String address) {
        refused.add(address);
    }

    /** Makes the next connect to an address wait for the test. */
    CompletableFuture<Connection> holdConnect(String address) {
        return pendingConnects.computeIfAbsent(address, key -> new CompletableFuture<>());
    }

    ScriptedConnection connection(String address) {
        return connections.computeIfAbsent(address, key -> new ScriptedConnection(key, this));
    }

    void received(ScriptedRequest request) {
        requests.add(request);
        reaction.to(request);
    }

    @Override
    public Line line(String address) {
        return () -> connected(address);
    }

    @Override
    public Connection connected(String address) {
        boolean away = refused.contains(address) || pendingConnects.containsKey(address);
        return away ? null : connection(address);
    }

    @Override
    public CompletionStage<Connection> connect(String address) {
        if (refused.contains(address)) {
            return CompletableFuture.failedFuture(new RemotingException(new CallFailure(
                    CallFailure.Kind.NOT_CONNECTED, false, "cannot connect to " + address + ": refused", null)));
        }
        return pendingConnects.get(address);
    }

    @Override
    public void retainOnly(Set<String> addresses) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
