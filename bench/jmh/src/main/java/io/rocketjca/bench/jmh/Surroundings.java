package io.rocketjca.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.remoting.Call;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.FrameSource;
import io.rocketjca.impl.remoting.Line;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.route.FollowedTopic;
import io.rocketjca.impl.route.MessageQueue;
import io.rocketjca.impl.route.PublishQueues;
import io.rocketjca.impl.route.TopicBroker;
import io.rocketjca.impl.route.TopicRoutes;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What surrounds a send pipeline, without a network: one topic with eight queues at one broker, whose only connection writes
 * each frame into the same memory and gives the call to whoever answers. For one thread.
 */
public final class Surroundings implements TopicRoutes, RemotingClient, Connection, Timer {

    public static final String TOPIC = "orders";

    private static final String ADDRESS = "127.0.0.1:10911";
    private static final int QUEUES = 8;
    private static final int VERSION = 513;
    private static final int MOST_BYTES = 64 << 10;

    private final PublishQueues queues;
    private final ByteBuf out = Unpooled.directBuffer(MOST_BYTES);
    private final Consumer<Call> answering;
    private int opaque = 1 << 30;

    public Surroundings(Consumer<Call> answering) {
        this.answering = answering;
        List<MessageQueue> all = new ArrayList<>();
        for (int id = 0; id < QUEUES; id++) {
            all.add(new MessageQueue("broker-a", ADDRESS, id));
        }
        this.queues = new PublishQueues(TOPIC, all, "nobody");
    }

    @Override
    public FollowedTopic follow(String topic) {
        return () -> queues;
    }

    @Override
    public PublishQueues known(String topic) {
        return queues;
    }

    @Override
    public List<TopicBroker> brokers(String topic) {
        throw unexpected();
    }

    @Override
    public Line line(String address) {
        return () -> this;
    }

    @Override
    public Connection connected(String address) {
        return this;
    }

    @Override
    public long openedNanos() {
        return 0;
    }

    @Override
    public void keepPace() {
        // nobody is ahead
    }

    @Override
    public void call(Call call) {
        call.writeFrame(out.clear(), opaque++);
        answering.accept(call);
    }

    @Override
    public CallFailure sendOneWay(FrameSource frame) {
        frame.writeFrame(out.clear(), opaque++);
        return null;
    }

    @Override
    public int peerVersion() {
        return VERSION;
    }

    @Override
    public void notePeerVersion(int version) {
        // it is known
    }

    @Override
    public boolean awaitRoom(long deadlineNanos) {
        return true;
    }

    @Override
    public String address() {
        return ADDRESS;
    }

    @Override
    public boolean open() {
        return true;
    }

    @Override
    public CompletionStage<PublishQueues> lookup(String topic, boolean create, int count, Deadline deadline) {
        throw unexpected();
    }

    @Override
    public CompletionStage<Connection> connect(String address) {
        throw unexpected();
    }

    @Override
    public Scheduled once(Duration delay, Runnable task) {
        throw unexpected();
    }

    @Override
    public Scheduled every(Duration firstDelay, Duration period, Runnable task) {
        throw unexpected();
    }

    @Override
    public void refresh(String topic) {
        // the route never changes
    }

    @Override
    public void retainOnly(Set<String> addresses) {
        // there is one
    }

    @Override
    public void drain(String reason) {
        // nothing is ever under way
    }

    @Override
    public void close(String reason) {
        // nothing is open
    }

    @Override
    public void close() {
        // nothing is open
    }

    private static UnsupportedOperationException unexpected() {
        return new UnsupportedOperationException("Everything is known and connected here, nothing waits");
    }
}
