package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.fixture.StoredMessage;
import io.rocketjca.itests.transactions.Work.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows and messages of transactions, read by somebody who is neither the application nor in any of its transactions. */
@ExtendWith(PostgresServer.class)
@RocketMQServer(
        value = RocketMQVersion.PREVIOUS,
        exclusive = true,
        config = {"transactionTimeOut=2000", "transactionCheckInterval=1000", "transactionCheckMax=1000"})
class PostgresRowsIT {

    private final RocketMQ server;

    PostgresRowsIT(RocketMQ server) {
        this.server = server;
    }

    @Test
    void everyRowHasItsMessagesAndNothingElseIsSeen() throws Exception {
        try (Crash crash = new Crash("postgresRows", server)) {
            crash.die(
                    Trap.halt("AFTER_DB_COMMIT", 5),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(3, 2, Kind.ROLLBACK_ONLY),
                    Work.commit(4, 1, Kind.MESSAGES_FIRST),
                    Work.commit(5, 3));

            assertThat(crash.recover(Set.of(1, 4, 5))).isEqualTo(Verdict.GOOD);

            try (Connection connection = crash.database().connect()) {
                assertThat(column(connection, "select id from orders order by id"))
                        .containsExactly("1", "4", "5");
                assertThat(column(connection, "select gid from pg_prepared_xacts where database = current_database()"))
                        .isEmpty();
            }
            assertThat(server.read(crash.topic()))
                    .extracting(StoredMessage::text)
                    .containsExactlyInAnyOrder("1.0", "1.1", "4.0", "5.0", "5.1", "5.2");
        }
    }

    @Test
    void aBranchThatIsPreparedIsSeenByNobodyAndGoneAfterTheRecovery() throws Exception {
        try (Crash crash = new Crash("postgresPrepared", server)) {
            crash.die(Trap.halt("AFTER_PREPARE_FORCE", 1), Work.commit(1, 2, Kind.MESSAGES_FIRST));
            crash.die(Trap.halt("AFTER_PREPARE_FORCE", 2), Work.commit(2, 2));
            try (Connection connection = crash.database().connect()) {
                assertThat(column(connection, "select gid from pg_prepared_xacts where database = current_database()"))
                        .as("the row of the second is prepared")
                        .hasSize(1);
                assertThat(column(connection, "select id from orders")).isEmpty();
            }
            assertThat(server.read(crash.topic())).isEmpty();

            assertThat(crash.recover(Set.of())).isEqualTo(Verdict.GOOD);

            try (Connection connection = crash.database().connect()) {
                assertThat(column(connection, "select gid from pg_prepared_xacts where database = current_database()"))
                        .isEmpty();
                assertThat(column(connection, "select id from orders")).isEmpty();
            }
            assertThat(server.read(crash.topic())).isEmpty();
        }
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
