package io.rocketjca.impl.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.fake.ScriptedRemoting;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.ConnectionListener;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.remoting.RemotingException;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.time.ManualTimer;
import io.rocketjca.impl.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is kept of a route, what is not, and what a failed lookup keeps of its cause. */
class RouteMemoryTest {

    private static final String NAME_SERVER = "ns:1";

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final ScriptedRemoting remoting = new ScriptedRemoting(ticker, timer, new Deaf());
    private final RouteTable table = new RouteTable(
            new RouteConfig(List.of(NAME_SERVER), 0, Duration.ofSeconds(3), 10, new RequestSigner.Anonymous()),
            remoting,
            new TimeSource(ticker, () -> 0, timer),
            JsonBodies.ofContextClassLoader(),
            (topic, masters) -> {});

    @Test
    @Row("RTE-02")
    void aTopicThatDoesNotExistIsNotAskedForAgainByRefreshes() {
        remoting.peer(NAME_SERVER, request -> RouteJson.noTopic());
        assertThat(lookup("typo")).isCompletedExceptionally();
        long asked = remoting.count(NAME_SERVER, 105);

        table.refreshAll();
        table.refresh("typo");

        assertThat(remoting.count(NAME_SERVER, 105)).isEqualTo(asked);
        assertThat(lookup("typo")).as("a sender who wants it asks").isCompletedExceptionally();
        assertThat(remoting.count(NAME_SERVER, 105)).isEqualTo(asked + 1);
    }

    @Test
    @Row("RTE-13")
    @Defect("K21")
    void whatIsKeptCannotBeChangedByThoseWhoReadIt() {
        remoting.peer(
                NAME_SERVER, request -> RouteJson.route().master("a", "1:1", 2).answer());
        PublishQueues queues = lookup("t").join();

        assertThatThrownBy(() -> queues.queues().remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> table.masters().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(table.known("t").queues()).hasSize(2);
        assertThat(table.masters()).containsExactly("1:1");
    }

    @Test
    @Row("ERR-08")
    void theFailureOfTheNetworkIsTheCause() {
        remoting.refuse(NAME_SERVER);

        assertThatThrownBy(lookup("t")::join)
                .cause()
                .isInstanceOf(NoRouteException.class)
                .cause()
                .isInstanceOf(RemotingException.class);
    }

    private CompletableFuture<PublishQueues> lookup(String topic) {
        return table.lookup(topic, false, 4, Deadline.after(ticker, Duration.ofSeconds(1)))
                .toCompletableFuture();
    }

    /** Hears nothing. */
    private static final class Deaf implements ConnectionListener {
        @Override
        public void opened(Connection connection) {}

        @Override
        public void closed(Connection connection, String reason) {}

        @Override
        public void pushed(Connection connection, InboundFrame request) {}
    }
}
