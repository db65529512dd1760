package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.fake.FakeSockets;
import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.time.ManualTimer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A client on a loop of its own, a fake broker, time by hand, and buffers that are counted. */
final class RemotingRig implements AutoCloseable, ConnectionListener {

    static final int ECHO = 900;
    static final RemotingConfig CONFIG = new RemotingConfig(Duration.ofSeconds(3), 1 << 20, 1 << 12, 64 << 20);

    final FakeBroker broker;
    final ManualTicker ticker = new ManualTicker();
    final ManualTimer timer = new ManualTimer(ticker);
    final List<String> events = new CopyOnWriteArrayList<>();
    final EventLoops loops;
    final NettyRemotingClient client;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    volatile BiConsumer<Connection, InboundFrame> onPush = (connection, request) -> {};

    RemotingRig() {
        this(CONFIG, Epoll.isAvailable());
    }

    RemotingRig(RemotingConfig config, boolean epoll) {
        this(config, epoll, FakeSockets.plain(), null);
    }

    /** A client and a broker whose connections are encrypted. */
    RemotingRig(FakeSockets sockets, Encryption encryption) {
        this(CONFIG, Epoll.isAvailable(), sockets, encryption);
    }

    private RemotingRig(RemotingConfig config, boolean epoll, FakeSockets sockets, Encryption encryption) {
        broker = FakeBroker.start(sockets);
        loops = EventLoops.start(task -> new Thread(task, "rig-loop"), epoll, new Buffers(allocator, allocator));
        client = encryption == null
                ? new NettyRemotingClient(loops, ticker, timer, config, this, Runnable::run)
                : new NettyRemotingClient(loops, ticker, timer, config, this, encryption);
        broker.on(ECHO, request -> FakeReply.success()
                .ext("id", String.valueOf(request.ext("id")))
                .body(request.body()));
    }

    NettyConnection connect() throws Exception {
        return (NettyConnection)
                client.connect(broker.address()).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    RecordedCall newCall(String id) {
        return newCall(id, new byte[0], Duration.ofSeconds(3));
    }

    RecordedCall newCall(String id, byte[] body, Duration timeout) {
        FakeFrame request = FakeFrame.request(ECHO, 0).withExt("id", id).withBody(body);
        return new RecordedCall(request, ticker.nanos() + timeout.toNanos());
    }

    RecordedCall call(Connection connection, String id) {
        RecordedCall call = newCall(id);
        connection.call(call);
        return call;
    }

    /** Waits until the loop has done everything it was given so far. */
    void settle() throws Exception {
        loops.loop().submit(() -> {}).get(10, TimeUnit.SECONDS);
    }

    /** Moves the clock and lets the loop see it. */
    void advance(Duration by) throws Exception {
        timer.advance(by);
        settle();
    }

    @Override
    public void opened(Connection connection) {
        events.add("opened");
    }

    @Override
    public void closed(Connection connection, String reason) {
        events.add("closed: " + reason);
    }

    @Override
    public void pushed(Connection connection, InboundFrame request) {
        events.add("pushed " + request.code());
        onPush.accept(connection, request);
    }

    /** Ends everything; no thread and no buffer may be left. */
    @Override
    public void close() {
        client.close();
        broker.close();
        assertThat(loops.stop(Duration.ofSeconds(10)))
                .as("the loop's thread ends")
                .isTrue();
        assertThat(allocator.metric().usedDirectMemory())
                .as("leaked buffer bytes")
                .isZero();
        assertThat(allocator.metric().usedHeapMemory()).as("leaked heap bytes").isZero();
    }
}
