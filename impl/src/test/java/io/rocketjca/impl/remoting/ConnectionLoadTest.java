package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.remoting.CallFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConnectionLoadTest {

    private static final int THREADS = 8;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eightThreadsGetTheirOwnAnswersExactlyOnce(boolean epoll) throws Exception {
        try (RemotingRig rig = new RemotingRig(RemotingRig.CONFIG, epoll && Epoll.isAvailable())) {
            NettyConnection connection = rig.connect();
            List<RecordedCall> calls = inThreads(thread -> {
                List<RecordedCall> mine = new ArrayList<>();
                for (int i = 0; i < 400; i++) {
                    mine.add(rig.call(connection, thread + "-" + i));
                }
                return mine;
            });
            for (RecordedCall call : calls) {
                assertThat(call.awaitAnswer().extFields()).containsEntry("id", call.id());
            }
            rig.settle();
            assertThat(calls).hasSize(THREADS * 400).allMatch(call -> call.endings() == 1);
            assertThat(connection.ignoredAnswers()).isZero();
        }
    }

    @Test
    void aConnectionKilledUnderLoadEndsEveryCallExactlyOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.println("ConnectionLoadTest seed " + seed);
        Random random = new Random(seed);
        try (RemotingRig rig = new RemotingRig()) {
            int[] deaths = random.ints(10, 1, 2000).sorted().distinct().toArray();
            rig.broker.on(RemotingRig.ECHO, request -> {
                int place = rig.broker.requests(RemotingRig.ECHO).size();
                for (int death : deaths) {
                    if (place == death) {
                        return death % 2 == 0 ? FakeReply.closeConnection() : FakeReply.halfFrameThenClose();
                    }
                }
                return FakeReply.success();
            });
            List<RecordedCall> calls = inThreads(thread -> callWhateverHappens(rig, thread));
            int unwritten = 0;
            Set<String> arrived = new HashSet<>();
            rig.client.close();
            for (RecordedCall call : calls) {
                call.await();
            }
            rig.broker.awaitConnections(0);
            rig.broker.requests().forEach(request -> arrived.add(request.ext("id")));
            for (RecordedCall call : calls) {
                assertThat(call.endings()).isEqualTo(1);
                if (call.failure() != null && !call.failure().written()) {
                    unwritten++;
                    assertThat(arrived).doesNotContain(call.id());
                }
            }
            assertThat(calls).hasSize(THREADS * 300);
            assertThat(unwritten).isLessThan(calls.size());
        }
    }

    private static List<RecordedCall> callWhateverHappens(RemotingRig rig, int thread) throws Exception {
        List<RecordedCall> mine = new ArrayList<>();
        while (mine.size() < 300) {
            NettyConnection connection = rig.connect();
            for (int i = 0; i < 20; i++) {
                mine.add(rig.call(connection, thread + "-" + mine.size()));
            }
            mine.get(mine.size() - 1).await();
        }
        return mine;
    }

    @Test
    void whatWasNotBegunWhenTheConnectionEndedNeverReachesThePeer() throws Exception {
        try (RemotingRig rig = new RemotingRig()) {
            NettyConnection connection = rig.connect();
            CountDownLatch frozen = new CountDownLatch(1);
            rig.broker.on(RemotingRig.ECHO, request -> {
                awaitQuietly(frozen);
                return FakeReply.silent();
            });
            List<RecordedCall> calls = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                RecordedCall call = rig.newCall("n" + i, new byte[256 << 10], Duration.ofSeconds(3));
                calls.add(call);
                connection.call(call);
            }
            rig.broker.awaitRequests(RemotingRig.ECHO, 1);
            rig.settle();
            connection.close("killed");
            for (RecordedCall call : calls) {
                assertThat(call.awaitFailure().kind()).isEqualTo(Kind.CONNECTION_LOST);
            }
            frozen.countDown();
            rig.broker.awaitConnections(0);
            Set<String> arrived = new HashSet<>();
            rig.broker.requests().forEach(request -> arrived.add(request.ext("id")));
            List<String> unwritten = calls.stream()
                    .filter(call -> !call.failure().written())
                    .map(RecordedCall::id)
                    .toList();
            assertThat(unwritten).isNotEmpty().hasSizeLessThan(calls.size()).doesNotContainAnyElementsOf(arrived);
        }
    }

    @Test
    void pendingBytesAreBoundedAndRoomComesBack() throws Exception {
        RemotingConfig config = new RemotingConfig(Duration.ofSeconds(3), 1 << 20, 1 << 12, 24 << 20);
        try (RemotingRig rig = new RemotingRig(config, Epoll.isAvailable())) {
            NettyConnection connection = rig.connect();
            CountDownLatch frozen = new CountDownLatch(1);
            rig.broker.on(RemotingRig.ECHO, request -> {
                awaitQuietly(frozen);
                return FakeReply.success();
            });
            List<RecordedCall> calls = new ArrayList<>();
            RecordedCall last;
            do {
                last = rig.newCall("n" + calls.size(), new byte[512 << 10], Duration.ofSeconds(3));
                calls.add(last);
                connection.call(last);
            } while (!last.ended() && calls.size() < 200);
            assertThat(last.awaitFailure().kind()).isEqualTo(Kind.OVERLOADED);
            assertThat(last.failure().written()).isFalse();
            assertThat(connection.awaitRoom(rig.ticker.nanos())).isFalse();
            frozen.countDown();
            assertThat(connection.awaitRoom(rig.ticker.nanos() + TimeUnit.SECONDS.toNanos(20)))
                    .isTrue();
            rig.call(connection, "again").awaitAnswer();
        }
    }

    @Test
    void callsInFlightAreBoundedAndRoomComesBack() throws Exception {
        RemotingConfig config = new RemotingConfig(Duration.ofSeconds(3), 1 << 20, 4, 1 << 20);
        try (RemotingRig rig = new RemotingRig(config, Epoll.isAvailable())) {
            NettyConnection connection = rig.connect();
            rig.broker.next(RemotingRig.ECHO, silent(4));
            List<RecordedCall> calls = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                calls.add(rig.call(connection, "n" + i));
            }
            assertThat(calls.get(4).awaitFailure().kind()).isEqualTo(Kind.OVERLOADED);
            assertThat(connection.awaitRoom(rig.ticker.nanos())).isFalse();
            rig.broker.awaitRequests(RemotingRig.ECHO, 4);
            rig.advance(Duration.ofSeconds(4));
            assertThat(connection.awaitRoom(rig.ticker.nanos())).isTrue();
            for (int i = 0; i < 20; i++) {
                rig.call(connection, "m" + i).awaitAnswer();
            }
        }
    }

    @Test
    void thereIsNoRoomWhileTheOnlyPlaceIsTaken() throws Exception {
        RemotingConfig config = new RemotingConfig(Duration.ofSeconds(3), 1 << 20, 1, 1 << 20);
        try (RemotingRig rig = new RemotingRig(config, Epoll.isAvailable())) {
            NettyConnection connection = rig.connect();
            rig.broker.next(RemotingRig.ECHO, FakeReply.silent());
            rig.call(connection, "a");
            assertThat(connection.awaitRoom(rig.ticker.nanos())).isFalse();
        }
    }

    @Test
    void whoeverWaitsForRoomIsWokenByTheEndOfTheConnection() throws Exception {
        RemotingConfig config = new RemotingConfig(Duration.ofSeconds(3), 1 << 20, 1, 1 << 20);
        try (RemotingRig rig = new RemotingRig(config, Epoll.isAvailable())) {
            NettyConnection connection = rig.connect();
            rig.broker.next(RemotingRig.ECHO, FakeReply.silent());
            rig.call(connection, "a");
            rig.broker.awaitRequests(RemotingRig.ECHO, 1);
            rig.broker.dropConnections();
            assertThat(connection.awaitRoom(rig.ticker.nanos() + TimeUnit.SECONDS.toNanos(20)))
                    .isFalse();
        }
    }

    private static FakeReply[] silent(int count) {
        FakeReply[] replies = new FakeReply[count];
        Arrays.fill(replies, FakeReply.silent());
        return replies;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<RecordedCall> inThreads(Work work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<FutureTask<List<RecordedCall>>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            var task = new FutureTask<List<RecordedCall>>(() -> {
                start.await();
                return work.run(thread);
            });
            tasks.add(task);
            new Thread(task).start();
        }
        start.countDown();
        List<RecordedCall> all = new ArrayList<>();
        for (var task : tasks) {
            all.addAll(task.get(40, TimeUnit.SECONDS));
        }
        return all;
    }

    private interface Work {
        List<RecordedCall> run(int thread) throws Exception;
    }
}
