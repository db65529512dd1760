package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.ConnectionClosedException;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.TransactionStateException;
import org.junit.jupiter.api.Test;

/** Messages with work of their own are for threads without a transaction. */
class WorkInsideTransactionTest {

    private final ConnectorFixture fixture = ConnectorFixture.started();

    @Test
    void insideATransactionNothingIsSentAndNoWorkDone() throws Exception {
        RocketMQManagedConnection connection = fixture.connection();
        RocketMQConnectionHandle handle = ConnectorFixture.handle(connection);
        connection.getLocalTransaction().begin();

        assertThatThrownBy(() -> handle.sendInTransaction(ConnectorFixture.MESSAGE, half -> {
                    throw new AssertionError("work was done");
                }))
                .isInstanceOf(TransactionStateException.class)
                .hasMessageContaining("a plain send is a part already");
        assertThat(fixture.engine.sent).isEmpty();
    }

    @Test
    void aClosedConnectionSaysSo() throws Exception {
        RocketMQConnectionHandle handle = ConnectorFixture.handle(fixture.connection());
        handle.close();

        assertThatThrownBy(() -> handle.sendInTransaction(ConnectorFixture.MESSAGE, half -> TransactionOutcome.COMMIT))
                .isInstanceOf(ConnectionClosedException.class);
    }
}
