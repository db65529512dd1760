package io.rocketjca.impl.transaction;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.client.TransactionRig;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeCluster;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.fake.FakeHandler;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.FileBranchLog;
import io.rocketjca.impl.transaction.log.LogIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One adapter's transactions over a fake cluster, and a second life of them after a crash. */
final class EngineFixture {

    static final String TOPIC = "orders";
    static final String GROUP = "tx-node";
    private static final String NOBODY = "nobody's key";
    private static final AtomicLong LOGS = new AtomicLong(1);

    /** Long enough for any machine; time stands still unless a test moves it. */
    private static final Duration COMMIT = Duration.ofSeconds(30);

    final FakeCluster cluster;
    final AtomicInteger logFailures = new AtomicInteger();
    private final Path root;
    private int lives;
    private int maxMessages = 1000;
    private boolean recommit = true;
    private Path directory;
    private FlawedLog log;
    private TransactionRig rig;
    private MessageProducer producer;
    private ClientLease lease;
    private volatile TransactionProbe probe = TransactionProbe.NONE;

    private EngineFixture(Path root, FakeCluster cluster) {
        this.root = root;
        this.cluster = cluster;
        this.directory = root == null ? null : root.resolve("life-0");
    }

    /** Starts the first life, with a log below a directory. */
    static EngineFixture in(Path root) {
        return new EngineFixture(root, FakeCluster.of("a").topic(TOPIC, 4)).start();
    }

    /** Not started yet. */
    static EngineFixture over(Path root, FakeCluster cluster) {
        return new EngineFixture(root, cluster.topic(TOPIC, 4));
    }

    EngineFixture atMost(int messages) {
        maxMessages = messages;
        return this;
    }

    EngineFixture neverTwice() {
        recommit = false;
        return this;
    }

    EngineFixture start() {
        TransactionConfig defaults = TransactionConfig.defaults();
        TransactionConfig config =
                new TransactionConfig("tx", "node", directory, maxMessages, COMMIT, recommit, defaults.credentials());
        LogOpener opener = directory == null ? new DirectoryLog(config, () -> 1) : new Opener();
        rig = new TransactionRig(config, opener, step -> probe.reached(step));
        rig.start();
        return this;
    }

    /** Told of each step from now on. */
    void probe(TransactionProbe newProbe) {
        probe = newProbe;
    }

    TransactionEngine engine() {
        return rig.engine();
    }

    FakeBroker broker() {
        return cluster.broker("a");
    }

    Path directory() {
        return directory;
    }

    // ---- what an application and its transaction manager do ----

    static BranchId id(long number) {
        byte[] global = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        return BranchId.of(4711, global, new byte[] {0, -1, (byte) number});
    }

    Branch begin(long number) throws BranchFailure {
        return engine().begin(id(number));
    }

    SendReceipt send(Branch branch, String text) {
        return send(branch, Message.to(TOPIC).text(text).build());
    }

    SendReceipt send(Branch branch, Message message) {
        return engine().sends(branch).send(producer(), link(), message, SendOptions.defaults());
    }

    CompletionStage<SendReceipt> sendAsync(Branch branch, String text) {
        Message message = Message.to(TOPIC).text(text).build();
        return engine().sends(branch).sendAsync(producer(), link(), message, SendOptions.defaults());
    }

    /** A branch with these messages that no thread works in any more. */
    Branch sent(long number, String... texts) throws BranchFailure {
        Branch branch = begin(number);
        for (String text : texts) {
            send(branch, text);
        }
        engine().leave(branch);
        return branch;
    }

    Branch prepared(long number, String... texts) throws BranchFailure {
        Branch branch = sent(number, texts);
        engine().prepare(branch.id());
        return branch;
    }

    Future<Void> commitElsewhere(Branch branch) {
        return rig.work().submit(() -> {
            engine().commit(branch.id());
            return null;
        });
    }

    <T> Future<T> elsewhere(Callable<T> action) {
        return rig.work().submit(action);
    }

    MessageProducer producer() {
        if (producer == null) {
            producer = lease().producer(patient());
        }
        return producer;
    }

    /** Sends only fail for a reason, never because the test moves time. */
    static ProducerConfig patient() {
        return ProducerConfigs.of("group").attempts(Duration.ofHours(10), 2).build();
    }

    ClusterLink link() {
        return lease().transactions();
    }

    private ClientLease lease() {
        if (lease == null) {
            lease = rig.lease(cluster.nameServer().address());
        }
        return lease;
    }

    ClientLease leaseOf(FakeCluster other) {
        return rig.lease(other.nameServer().address());
    }

    // ---- what happens around them ----

    List<String> visible() {
        return cluster.visible(TOPIC);
    }

    /** All requests to end half messages so far. */
    List<FakeFrame> ends() {
        return broker().requests(37);
    }

    /** What the broker says to all questions whether it has a message. */
    void answerQuestions(FakeReply reply) {
        FakeHandler index = broker().handler(12);
        broker().on(12, request -> NOBODY.equals(request.ext("key")) ? index.handle(request) : reply);
    }

    /** The broker asks for a half message; returns once that has had all its consequences. */
    FakeFrame ask(String messageId) {
        FakeFrame question = broker().ask(messageId, "a");
        barrier();
        return question;
    }

    /** Waits until what was pushed is dealt with: what follows from it takes at most three questions and one answer. */
    void barrier() {
        Deadline never = Deadline.after(new ManualTicker(), Duration.ofDays(1));
        for (int i = 0; i < 5; i++) {
            link().find(TOPIC, "a", NOBODY, never)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }
    }

    void pass(Duration time) {
        rig.pass(time);
    }

    /** Lets the background make its next efforts, with what they need to come in between. */
    void passUntil(BooleanSupplier reached) {
        await(() -> {
            boolean now = reached.getAsBoolean();
            if (!now) {
                pass(Duration.ofMillis(500));
            }
            return now;
        });
    }

    /** Waits, while time stands still. */
    void await(BooleanSupplier reached) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("In vain; visible " + visible() + ", ends " + ends().size());
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** What the process had on disk is all that is left of it; the next {@link #start} finds it. */
    void crash() {
        if (log != null) {
            log.die();
        }
        Path before = directory;
        directory = root.resolve("life-" + ++lives);
        copy(before, directory);
        rig.kill();
        if (log != null) {
            log.release();
        }
        forgetLife();
    }

    /** Nothing of what the process writes from now on is on disk after its crash. */
    void freezeDisk() {
        log.die();
    }

    /** Ends in good order; the next {@link #start} finds the log. */
    void stop() throws Exception {
        rig.stop();
        forgetLife();
    }

    private void forgetLife() {
        producer = null;
        lease = null;
        rig = null;
        log = null;
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            if (Files.exists(from.resolve("branches.log"))) {
                Files.copy(
                        from.resolve("branches.log"), to.resolve("branches.log"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        if (rig != null) {
            rig.kill();
            if (log != null) {
                log.release();
            }
        }
        cluster.close();
    }

    /** The log in the directory of the present life. */
    private final class Opener implements LogOpener {

        private final Path mine = directory;

        @Override
        public boolean exists() {
            return Files.isDirectory(mine);
        }

        @Override
        public BranchLog open() {
            log = new FlawedLog(
                    FileBranchLog.open(mine, () -> new LogIdentity(LOGS.getAndIncrement(), "node", GROUP)),
                    logFailures);
            return log;
        }
    }
}
