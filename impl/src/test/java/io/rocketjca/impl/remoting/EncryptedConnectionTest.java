package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.config.TlsConfig;
import io.rocketjca.impl.config.TlsConfig.StoreFile;
import io.rocketjca.impl.fake.FakePki;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.fake.FakeSockets;
import io.rocketjca.impl.remoting.CallFailure.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections under load and at their end; the rig counts every buffer. */
@Timeout(60)
class EncryptedConnectionTest {

    private static final int THREADS = 8;
    private static final int CALLS = 150;

    @TempDir
    static Path directory;

    private static FakePki pki;

    @BeforeAll
    static void issueCertificate() {
        pki = FakePki.in(directory).issue("server", "ip:127.0.0.1");
    }

    private static RemotingRig rig() {
        TlsConfig tls = TlsConfig.verified(new StoreFile(pki.trustPem().toString(), ""), StoreFile.NONE);
        return new RemotingRig(FakeSockets.tls(pki.serverContext("server")), new Encryption(tls, Runnable::run));
    }

    @Test
    void manyThreadsGetTheirOwnAnswersExactlyOnce() throws Exception {
        try (RemotingRig rig = rig()) {
            NettyConnection connection = rig.connect();
            for (RecordedCall call : inThreads(thread -> callAll(rig, connection, thread))) {
                assertThat(call.awaitAnswer().extFields()).containsEntry("id", call.id());
                assertThat(call.endings()).isEqualTo(1);
            }
            assertThat(rig.broker.acceptedConnections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatIsCutUnderLoadEndsEveryCallExactlyOnce() throws Exception {
        try (RemotingRig rig = rig()) {
            NettyConnection connection = rig.connect();
            rig.broker.on(
                    RemotingRig.ECHO,
                    request -> rig.broker.requests(RemotingRig.ECHO).size() == THREADS * CALLS / 2
                            ? FakeReply.halfFrameThenClose()
                            : FakeReply.success());
            List<RecordedCall> calls = inThreads(thread -> callAll(rig, connection, thread));
            for (RecordedCall call : calls) {
                call.await();
                assertThat(call.endings()).isEqualTo(1);
            }
            assertThat(calls)
                    .anyMatch(call -> call.failure() != null && call.failure().kind() == Kind.CONNECTION_LOST);
            assertThat(rig.events.get(0)).isEqualTo("opened");
            assertThat(rig.events).hasSize(2);
        }
    }

    @Test
    void aConnectionThatNeverOpenedIsNotToldOf() throws Exception {
        TlsConfig trustsNobodyHere = TlsConfig.verified(StoreFile.NONE, StoreFile.NONE);
        FakeSockets sockets = FakeSockets.tls(pki.serverContext("server"));
        try (RemotingRig rig = new RemotingRig(sockets, new Encryption(trustsNobodyHere, Runnable::run))) {
            assertThatThrownBy(rig::connect).satisfies(thrown -> assertFailure(thrown, Kind.TLS_FAILED));
            rig.broker.awaitConnections(0);
            assertThat(rig.events).isEmpty();
        }
    }

    @Test
    void withoutAThreadToReadFilesNothingHangs() throws Exception {
        Encryption noThread = new Encryption(TlsConfig.verified(StoreFile.NONE, StoreFile.NONE), task -> {
            throw new RejectedExecutionException("stopped");
        });
        try (RemotingRig rig = new RemotingRig(FakeSockets.plain(), noThread)) {
            assertThatThrownBy(rig::connect).satisfies(thrown -> assertFailure(thrown, Kind.STOPPING));
        }
    }

    private static void assertFailure(Throwable thrown, Kind kind) {
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        assertThat(((RemotingException) thrown.getCause()).failure().kind()).isEqualTo(kind);
    }

    private static List<RecordedCall> callAll(RemotingRig rig, NettyConnection connection, int thread) {
        Random random = new Random(thread);
        List<RecordedCall> mine = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            byte[] body = new byte[random.nextInt(20) == 0 ? 200_000 : random.nextInt(2_000)];
            RecordedCall call = rig.newCall(thread + "-" + i, body, Duration.ofSeconds(30));
            mine.add(call);
            connection.call(call);
        }
        return mine;
    }

    private static List<RecordedCall> inThreads(Work work) throws Exception {
        List<FutureTask<List<RecordedCall>>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            var task = new FutureTask<List<RecordedCall>>(() -> work.run(thread));
            tasks.add(task);
            new Thread(task).start();
        }
        List<RecordedCall> all = new ArrayList<>();
        for (var task : tasks) {
            all.addAll(task.get(40, TimeUnit.SECONDS));
        }
        return all;
    }

    private interface Work {
        List<RecordedCall> run(int thread);
    }
}
