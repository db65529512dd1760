package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.HalfMessages;
import io.rocketjca.itests.fixture.JvmSettings;
import io.rocketjca.itests.fixture.OfficialClient;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker lets only its users in, and an application that died recovers before anybody sends. */
class AccessControlCrashIT {

    private static final int VICTIM = 3;
    private static final String ADMIN = "rocket-admin";
    private static final String ADMIN_SECRET = "secret-of-admin";
    private static final String JOE = "rocket-joe";
    private static final String JOE_SECRET = "secret-of-joe";

    private static RocketMQ server;

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        Files.writeString(Files.createDirectory(home.resolve("conf")).resolve("plain_acl.yml"), """
                accounts:
                - accessKey: %s
                  secretKey: %s
                  admin: true
                - accessKey: %s
                  secretKey: %s
                  admin: false
                  defaultTopicPerm: PUB|SUB
                  defaultGroupPerm: DENY
                """.formatted(
                        ADMIN, ADMIN_SECRET, JOE, JOE_SECRET));
        Map<String, String> config =
                new HashMap<>(HalfMessages.checkedAfter(Duration.ofSeconds(2), Crash.CHECK_INTERVAL));
        config.put("aclEnable", "true");
        server = RocketMQ.start(
                        RocketMQVersion.OLD, config, JvmSettings.SMALL.with(List.of("-Drocketmq.home.dir=" + home)))
                .observedWith(OfficialClient.Access.of(ADMIN, ADMIN_SECRET));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Crash died(String name, String point) throws Exception {
        Crash crash = new Crash(name, server).with(Messaging.USER, JOE).with(Messaging.PASSWORD, JOE_SECRET);
        crash.die(Trap.halt(point, VICTIM), Work.commit(1, 2), Work.rollBack(2, 2), Work.commit(VICTIM, 4));
        return crash;
    }

    @Test
    void theUserOfTheConnectionFactoryFinishesWhatWasDecided() throws Exception {
        try (Crash crash = died("aclAfterDbCommit", "AFTER_DB_COMMIT")) {
            assertThat(crash.recover(Set.of(1, VICTIM))).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void theUserOfTheConnectionFactoryFinishesWhatWasBegun() throws Exception {
        try (Crash crash = died("aclAfterFirstEnd", "AFTER_END")) {
            assertThat(crash.recover(Set.of(1, VICTIM))).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void theUserOfTheConnectionFactoryRollsBackWhatWasNotDecided() throws Exception {
        try (Crash crash = died("aclAfterPrepareForce", "AFTER_PREPARE_FORCE")) {
            assertThat(crash.recover(Set.of(1))).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void theAdaptersOwnUserFinishesWhatTheFactorysMayNot() throws Exception {
        try (Crash crash = died("aclOwnUser", "AFTER_DB_COMMIT")) {
            crash.with(Messaging.PASSWORD, "changed meanwhile")
                    .with(Messaging.TRANSACTION_USER, JOE)
                    .with(Messaging.TRANSACTION_PASSWORD, JOE_SECRET);

            assertThat(crash.recover(Set.of(1, VICTIM))).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void aWrongUserLeavesTheBranchInDoubtUntilTheRightOneComes() throws Exception {
        wrongThenRight(new Crash("aclWrongUser", server), "true");
    }

    @Test
    void aWrongUserDecidesNothingAlsoWhereCommitsAreNotRepeated() throws Exception {
        wrongThenRight(new Crash("aclWrongUserOnce", server), "false");
    }

    private static void wrongThenRight(Crash prepared, String recommit) throws Exception {
        try (Crash crash = prepared) {
            crash.with(Messaging.USER, JOE).with(Messaging.PASSWORD, JOE_SECRET).with(Messaging.RECOMMIT, recommit);
            crash.die(
                    Trap.halt("AFTER_DB_COMMIT", VICTIM),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, 4));
            crash.with(Messaging.TRANSACTION_USER, JOE).with(Messaging.TRANSACTION_PASSWORD, "wrong");
            ApplicationProcess wrong = crash.start(List.of());
            wrong.await("finished");
            RocketMQ.patiently().untilAsserted(() -> {
                wrong.ask("recover", "in_doubt ");
                assertThat(wrong.ask("doubts", "doubts "))
                        .startsWith("COMMITTING 4: committed, broker broker-a does not confirm it: ")
                        .contains("AclException");
            });
            wrong.close();

            crash.with(Messaging.TRANSACTION_PASSWORD, JOE_SECRET);
            assertThat(crash.recover(Set.of(1, VICTIM))).isEqualTo(Verdict.GOOD);
        }
    }
}
