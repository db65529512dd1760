package io.rocketjca.impl.remoting;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.remoting.CallFailure.Kind;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Keeps one open connection and at most one pending connect per address. A failed connect is not remembered. */
public final class NettyRemotingClient implements RemotingClient {

    /** How late a connection may notice that the time of a call is over. */
    private static final Duration TICK = Duration.ofMillis(100);

    private final ConnectionSetting setting;
    private final Dialler dialler;
    private final Timer.Scheduled ticking;
    private final Map<String, AddressLine> lines = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Connection>> pending = new ConcurrentHashMap<>();

    /** Every connection that is not closed, those that are drained included. */
    private final Set<NettyConnection> alive = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /**
     * @param loops carries the connections
     * @param ticker the scale of all deadlines
     * @param timer runs the tick that finds overdue calls, every 100 ms
     * @param config limits
     * @param listener told of connections and of pushed requests
     * @param work looks up host names, which the event loop must not
     */
    public NettyRemotingClient(
            EventLoops loops,
            Ticker ticker,
            Timer timer,
            RemotingConfig config,
            ConnectionListener listener,
            Executor work) {
        this(loops, ticker, timer, config, listener, new TcpDialler(loops, config, HostNames.ofJvm(work)));
    }

    /**
     * A client whose connections are encrypted.
     *
     * @param encryption how
     */
    public NettyRemotingClient(
            EventLoops loops,
            Ticker ticker,
            Timer timer,
            RemotingConfig config,
            ConnectionListener listener,
            Encryption encryption) {
        this(
                loops,
                ticker,
                timer,
                config,
                listener,
                encryption.over(new TcpDialler(loops, config, HostNames.ofJvm(encryption.work())), config));
    }

    NettyRemotingClient(
            EventLoops loops,
            Ticker ticker,
            Timer timer,
            RemotingConfig config,
            ConnectionListener listener,
            Dialler dialler) {
        this.setting = new ConnectionSetting(config, ticker, loops.buffers(), new SafeListener(listener, this::forget));
        this.dialler = dialler;
        this.ticking = timer.every(TICK, TICK, () -> alive.forEach(NettyConnection::tick));
    }

    @Override
    public Line line(String address) {
        return lines.computeIfAbsent(address, any -> new AddressLine());
    }

    @Override
    public Connection connected(String address) {
        AddressLine line = lines.get(address);
        return line == null ? null : line.connected();
    }

    @Override
    public CompletionStage<Connection> connect(String address) {
        Connection connection = connected(address);
        if (connection != null) {
            return CompletableFuture.completedStage(connection);
        }
        CompletableFuture<Connection> mine = new CompletableFuture<>();
        CompletableFuture<Connection> shared = pending.putIfAbsent(address, mine);
        if (shared != null) {
            return shared.minimalCompletionStage();
        }
        // A connect that ended between the two looks has left its connection behind.
        Connection meanwhile = connected(address);
        if (closed) {
            fail(address, mine, stopping());
        } else if (meanwhile != null) {
            pending.remove(address, mine);
            mine.complete(meanwhile);
        } else {
            dial(address, mine);
        }
        return mine.minimalCompletionStage();
    }

    @Override
    public void retainOnly(Set<String> addresses) {
        alive.forEach(connection -> {
            if (!addresses.contains(connection.address())) {
                connection.close("its address is not in use any more");
            }
        });
        lines.entrySet()
                .removeIf(line ->
                        !addresses.contains(line.getKey()) && line.getValue().get() == null);
    }

    @Override
    public void close() {
        closed = true;
        ticking.cancel();
        pending.forEach((address, waiting) -> fail(address, waiting, stopping()));
        alive.forEach(connection -> connection.close(Kind.STOPPING, "the client is stopping", null));
    }

    private void dial(String address, CompletableFuture<Connection> waiting) {
        ChannelInitializer<Channel> initializer = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                NettyConnection connection = new NettyConnection(address, channel, setting);
                channel.pipeline()
                        .addLast(new ConnectionHandler(
                                connection, setting.config().maxFrameBytes()));
            }
        };
        dialler.dial(
                address,
                initializer,
                channel ->
                        opened(channel.pipeline().get(ConnectionHandler.class).connection(), waiting),
                failure -> fail(address, waiting, failure));
    }

    private void opened(NettyConnection connection, CompletableFuture<Connection> waiting) {
        connection.opened();
        alive.add(connection);
        setting.listener().opened(connection);
        lines.computeIfAbsent(connection.address(), any -> new AddressLine()).set(connection);
        pending.remove(connection.address(), waiting);
        if (closed) {
            connection.close(Kind.STOPPING, "the client is stopping", null);
            waiting.completeExceptionally(new RemotingException(stopping()));
        } else {
            waiting.complete(connection);
        }
    }

    private void fail(String address, CompletableFuture<Connection> waiting, CallFailure failure) {
        pending.remove(address, waiting);
        waiting.completeExceptionally(new RemotingException(failure));
    }

    private void forget(Connection connection) {
        alive.remove(connection);
        AddressLine line = lines.get(connection.address());
        if (line != null) {
            line.compareAndSet((NettyConnection) connection, null);
        }
    }

    private static CallFailure stopping() {
        return new CallFailure(Kind.STOPPING, false, "the client is stopping", null);
    }
}
