package io.rocketjca.impl.fake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.remoting.Call;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.ConnectionListener;
import io.rocketjca.impl.remoting.FrameSource;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.remoting.Line;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.remoting.RemotingException;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A transport without a network, for hand-driven time: peers answer on the calling thread, or later, or never. Calls end at
 * their deadline as the contract of {@link Connection} demands.
 */
public final class ScriptedRemoting implements RemotingClient {

    /** What a peer answers to a request; {@code null} for nothing. */
    public interface Peer extends Function<RemotingCommand, RemotingCommand> {}

    private final Ticker ticker;
    private final Timer timer;
    private final ConnectionListener listener;
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();
    private final Map<String, ScriptedConnection> open = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Connection>> hanging = new ConcurrentHashMap<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<Set<String>> retained = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    public ScriptedRemoting(Ticker ticker, Timer timer, ConnectionListener listener) {
        this.ticker = ticker;
        this.timer = timer;
        this.listener = listener;
    }

    /** Sets what listens at an address; without one, connects are refused. */
    public ScriptedRemoting peer(String address, Peer peer) {
        peers.put(address, peer);
        return this;
    }

    /** From now on connects to an address are refused; an open connection stays. */
    public ScriptedRemoting refuse(String address) {
        peers.remove(address);
        return this;
    }

    /** Connects to an address neither succeed nor fail. */
    public ScriptedRemoting hang(String address) {
        hanging.put(address, new CompletableFuture<>());
        return this;
    }

    /** Ends the open connection to an address. */
    public void drop(String address) {
        open.get(address).close("dropped by the test");
    }

    /** All requests so far, as {@code address code topic-or-group}. */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** How many requests of a code an address got. */
    public long count(String address, int code) {
        return log.stream()
                .filter(line -> line.startsWith(address + " " + code + " "))
                .count();
    }

    /** Answers the oldest request to an address that got no answer. */
    public void answerPending(String address, RemotingCommand answer) {
        ScriptedConnection connection = open.get(address);
        Call call = connection.pending.remove(0);
        connection.ends.remove(call).cancel();
        call.answered(new Frame(answer));
        listener.burstEnded(connection);
    }

    /** A peer pushes a request. */
    public void push(String address, RemotingCommand request) {
        listener.pushed(open.get(address), new Frame(request));
    }

    public boolean closed() {
        return closed;
    }

    public Set<String> openAddresses() {
        return Set.copyOf(open.keySet());
    }

    @Override
    public Line line(String address) {
        return () -> connected(address);
    }

    @Override
    public Connection connected(String address) {
        return open.get(address);
    }

    @Override
    public CompletionStage<Connection> connect(String address) {
        if (hanging.containsKey(address)) {
            return hanging.get(address);
        }
        if (closed || !open.containsKey(address) && !peers.containsKey(address)) {
            String why = closed ? "stopping" : "connection refused: " + address;
            return CompletableFuture.failedFuture(
                    new RemotingException(new CallFailure(CallFailure.Kind.NOT_CONNECTED, false, why, null)));
        }
        ScriptedConnection connection = open.get(address);
        if (connection == null) {
            connection = new ScriptedConnection(address);
            open.put(address, connection);
            listener.opened(connection);
        }
        return CompletableFuture.completedFuture(connection);
    }

    @Override
    public void retainOnly(Set<String> addresses) {
        retained.add(Set.copyOf(addresses));
        open.values().stream()
                .filter(connection -> !addresses.contains(connection.address()))
                .forEach(connection -> connection.close("not needed"));
    }

    @Override
    public void close() {
        closed = true;
        open.values().forEach(connection -> connection.close("client closed"));
    }

    private final class ScriptedConnection implements Connection {

        private final long openedNanos = ticker.nanos();
        private volatile int peerVersion;
        private final String address;
        private final List<Call> pending = new CopyOnWriteArrayList<>();
        private final Map<Call, Timer.Scheduled> ends = new ConcurrentHashMap<>();
        private volatile boolean ended;

        private ScriptedConnection(String address) {
            this.address = address;
        }

        @Override
        public void call(Call call) {
            RemotingCommand request = record(call);
            Peer peer = peers.get(address);
            if (ended || peer == null) {
                call.failed(lost("no peer any more"));
                return;
            }
            RemotingCommand answer = peer.apply(request);
            if (answer != null) {
                call.answered(new Frame(answer));
                listener.burstEnded(this);
                return;
            }
            pending.add(call);
            Duration left = Duration.ofNanos(Math.max(0, call.deadlineNanos() - ticker.nanos()));
            Timer.Scheduled end = timer.once(left, () -> {
                if (pending.remove(call)) {
                    call.failed(new CallFailure(CallFailure.Kind.TIMED_OUT, true, "no answer from " + address, null));
                    listener.burstEnded(this);
                }
            });
            ends.put(call, end);
        }

        @Override
        public CallFailure sendOneWay(FrameSource frame) {
            record(frame);
            return null;
        }

        @Override
        public boolean awaitRoom(long deadlineNanos) {
            return !ended;
        }

        @Override
        public void drain(String reason) {
            open.remove(address, this);
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
            // nothing is ever behind
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public boolean open() {
            return !ended;
        }

        @Override
        public long openedNanos() {
            return openedNanos;
        }

        @Override
        public void close(String reason) {
            ended = true;
            open.remove(address, this);
            listener.closed(this, reason);
            List<Call> lost = new ArrayList<>(pending);
            pending.clear();
            lost.forEach(call -> call.failed(lost(reason)));
        }

        private CallFailure lost(String reason) {
            return new CallFailure(CallFailure.Kind.CONNECTION_LOST, true, reason + ": " + address, null);
        }

        private RemotingCommand record(FrameSource source) {
            ByteBuf buffer = Unpooled.buffer();
            source.writeFrame(buffer, 7);
            RemotingCommand command = CommandCodec.decode(buffer.skipBytes(4));
            Map<String, String> fields = command.extFields();
            String subject = fields.getOrDefault("topic", fields.getOrDefault("producerGroup", ""));
            String answer = command.isResponse() ? "answer opaque=" + command.opaque() : subject;
            log.add(address + " " + command.code() + " " + answer);
            return command;
        }
    }

    private record Frame(RemotingCommand command) implements InboundFrame {

        @Override
        public ByteBuf body() {
            return Unpooled.wrappedBuffer(command.body());
        }

        @Override
        public int code() {
            return command.code();
        }

        @Override
        public int opaque() {
            return command.opaque();
        }

        @Override
        public boolean oneWay() {
            return command.isOneWay();
        }

        @Override
        public RemotingCommand toCommand() {
            return command;
        }

        @Override
        public int version() {
            return command.version();
        }

        @Override
        public String remark() {
            return command.remark();
        }

        @Override
        public String extField(String name) {
            return command.extFields().get(name);
        }

        @Override
        public long extLong(String name, long absent) {
            String text = extField(name);
            return text == null ? absent : Long.parseLong(text);
        }
    }
}
