package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.transactions.Work.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills the application, the broker or both at random moments, some hundred times. Each round writes a line into a file below
 * {@code target}; a run with the same seed goes on where the last one ended.
 */
@Tag("soak")
@RocketMQServer(
        value = RocketMQVersion.PREVIOUS,
        exclusive = true,
        config = {"transactionTimeOut=2000", "transactionCheckInterval=1000", "transactionCheckMax=1000"})
class RandomKillsIT {

    private static final int KILLS_PER_ROUND = 10;
    private static final int WORKS_PER_LIFE = 60;
    private static final int LONGEST_LIFE_MILLIS = 3_000;

    private final int kills = Integer.getInteger("kills", 200);
    private final long seed = Long.getLong("seed", 1);
    private final Path progress = Path.of("target", "random-kills-" + seed + ".txt");
    private final RocketMQ server;
    private int nextWork = 1;

    RandomKillsIT(RocketMQ server) {
        this.server = server;
    }

    @Test
    void nothingIsLostAndNothingComesTwice() throws Exception {
        System.out.println("random kills seed=" + seed + " kills=" + kills + " progress=" + progress);
        for (int round = roundsDone(); round * KILLS_PER_ROUND < kills; round++) {
            Verdict verdict = round(round);
            note(verdict.line("randomKills seed=" + seed + " round=" + round));
            assertThat(verdict).as("round %d with seed %d", round, seed).isEqualTo(Verdict.GOOD);
        }
    }

    private int roundsDone() throws IOException {
        return Files.exists(progress) ? Files.readAllLines(progress).size() : 0;
    }

    private void note(String line) throws IOException {
        Files.writeString(progress, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Verdict round(int round) throws Exception {
        Random random = new Random(seed * 1_000_003 + round);
        try (Crash crash = new Crash("kills-" + seed + "-" + round, server)) {
            nextWork = 1;
            ApplicationProcess application = live(crash, random);
            for (int kill = 0; kill < KILLS_PER_ROUND; kill++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
                int victim = random.nextInt(10);
                if (victim < 4) {
                    server.kill();
                }
                if (victim >= 2) {
                    application.close();
                    application = live(crash, random);
                }
                if (!server.alive()) {
                    server.restart();
                }
            }
            application.await("finished");
            return crash.settleByWhatItSays(application);
        }
    }

    /** A further life of the application, which recovers as soon as it has done its work. */
    private ApplicationProcess live(Crash crash, Random random) throws IOException {
        Work[] works = new Work[WORKS_PER_LIFE];
        for (int i = 0; i < works.length; i++) {
            works[i] = work(random);
        }
        ApplicationProcess application = crash.start(List.of(), works);
        application.tell("recover");
        return application;
    }

    private Work work(Random random) {
        Kind[] one = {
            Kind.ONE_PHASE, Kind.MESSAGES_FIRST, Kind.ASYNC, Kind.ORDERED, Kind.TWO_CONNECTIONS, Kind.ROLLBACK_ONLY
        };
        Kind[] kinds = random.nextBoolean() ? new Kind[0] : new Kind[] {one[random.nextInt(one.length)]};
        int messages = 1 + random.nextInt(4);
        int id = nextWork++;
        return random.nextInt(4) > 0 ? Work.commit(id, messages, kinds) : Work.rollBack(id, messages, kinds);
    }
}
