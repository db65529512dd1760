package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.UncertainException;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.StoredMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A broker and its name server die and come back while 64 threads send: nobody hangs, and nobody is told a lie. */
@RocketMQServer(exclusive = true)
class BrokerRestartIT {

    private static final String TOPIC = "engine-restart";
    private static final int THREADS = 64;
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final Duration GRACE = Duration.ofMillis(1_500);

    private final RocketMQ server;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private volatile boolean ending;

    BrokerRestartIT(RocketMQ server) {
        this.server = server;
    }

    /** How one send ended. */
    private record Sent(String body, String messageId, Throwable failure, long startNanos, long endNanos) {

        boolean uncertain() {
            return failure instanceof UncertainException;
        }

        Duration took() {
            return Duration.ofNanos(endNanos - startNanos);
        }

        boolean overlaps(long fromNanos, long toNanos) {
            return startNanos - toNanos <= 0 && endNanos - fromNanos >= 0;
        }
    }

    @Test
    void sixtyFourThreadsSendWhileTheBrokerRestarts() throws Exception {
        server.createTopic(TOPIC, 8);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        long beforeDeath;
        long afterDeath;
        try (StandaloneAdapter adapter = StandaloneAdapter.of(server);
                RocketMQConnection connection =
                        adapter.connect(factory -> factory.setSendTimeoutMillis(TIMEOUT_MILLIS))) {
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                threads.execute(() -> sendUntilTheEnd(connection, number));
            }
            awaitSuccesses(2_000);
            beforeDeath = System.nanoTime();
            server.kill();
            afterDeath = System.nanoTime();
            server.restart();
            awaitSuccesses(successes() + 2_000);
            ending = true;
            threads.shutdown();
            assertThat(threads.awaitTermination(TIMEOUT_MILLIS + GRACE.toMillis(), TimeUnit.MILLISECONDS))
                    .as("all threads have ended")
                    .isTrue();
        } finally {
            ending = true;
            threads.shutdownNow();
        }
        assertEveryCallEndedInTime();
        assertSuccessesAreStoredAndFailuresAreNot();
        assertOnlyWhatWasInFlightIsUncertain(beforeDeath, afterDeath);
    }

    private void sendUntilTheEnd(RocketMQConnection connection, int thread) {
        for (int i = 0; !ending; i++) {
            String body = thread + "/" + i;
            long start = System.nanoTime();
            try {
                SendReceipt receipt =
                        connection.send(Message.to(TOPIC).text(body).build());
                sent.add(new Sent(body, receipt.messageId(), null, start, System.nanoTime()));
            } catch (RuntimeException failure) {
                sent.add(new Sent(body, null, failure, start, System.nanoTime()));
                pauseAfterAFailure();
            }
        }
    }

    /** As any application would, so that failures without any waiting do not fill the memory. */
    private static void pauseAfterAFailure() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitSuccesses(long count) {
        RocketMQ.patiently().until(() -> successes() >= count);
    }

    private long successes() {
        return sent.stream().filter(s -> s.failure() == null).count();
    }

    private void assertEveryCallEndedInTime() {
        Duration longest = Duration.ofMillis(TIMEOUT_MILLIS).plus(GRACE);
        assertThat(sent).allSatisfy(s -> assertThat(s.took()).isLessThan(longest));
    }

    private void assertSuccessesAreStoredAndFailuresAreNot() {
        Set<String> storedIds = new HashSet<>();
        Set<String> storedBodies = new HashSet<>();
        for (StoredMessage message : server.read(TOPIC)) {
            storedIds.add(message.messageId());
            storedBodies.add(message.text());
        }
        Set<String> promised = sent.stream()
                .filter(s -> s.failure() == null)
                .map(Sent::messageId)
                .collect(Collectors.toSet());
        promised.removeAll(storedIds);
        assertThat(promised).as("receipts without a message on the broker").isEmpty();
        Set<String> denied = sent.stream()
                .filter(s -> s.failure() != null && !s.uncertain())
                .map(Sent::body)
                .collect(Collectors.toSet());
        denied.retainAll(storedBodies);
        assertThat(denied)
                .as("messages on the broker that were said to be not sent")
                .isEmpty();
    }

    private void assertOnlyWhatWasInFlightIsUncertain(long beforeDeath, long afterDeath) {
        long uncertain = sent.stream().filter(Sent::uncertain).count();
        long failed = sent.stream().filter(s -> s.failure() != null).count();
        System.out.printf(
                "BrokerRestartIT: %d sends, %d succeeded, %d failed, %d of them uncertain%n",
                sent.size(), successes(), failed, uncertain);
        assertThat(failed).as("a restart that nobody notices proves nothing").isPositive();
        assertThat(uncertain).isLessThanOrEqualTo(THREADS);
        assertThat(sent.stream().filter(Sent::uncertain))
                .as("in flight when the broker died")
                .allMatch(s -> s.overlaps(beforeDeath, afterDeath));
    }
}
