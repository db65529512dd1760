package io.rocketjca.impl.route;

import io.rocketjca.impl.fake.ScriptedRemoting;
import io.rocketjca.impl.fake.ScriptedRemoting.Peer;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.ConnectionListener;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.time.ManualTimer;
import io.rocketjca.impl.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A route table on hand-driven time, and scripted name servers. */
abstract class RouteTableFixture {

    static final RequestSigner ANONYMOUS = new RequestSigner.Anonymous();
    static final String A = "ns-a:1";
    static final String B = "ns-b:2";
    static final String C = "ns-c:3";
    static final Duration SECOND = Duration.ofSeconds(1);

    final ManualTicker ticker = new ManualTicker();
    final ManualTimer timer = new ManualTimer(ticker);
    final ScriptedRemoting remoting = new ScriptedRemoting(ticker, timer, new Deaf());
    final Map<String, RouteJson> routes = new ConcurrentHashMap<>();
    final List<String> changes = new ArrayList<>();
    final Peer good = request -> {
        RouteJson route = routes.get(request.extFields().get("topic"));
        return route == null ? RouteJson.noTopic() : route.answer();
    };

    long asked(String topic) {
        return remoting.log().stream().filter((A + " 105 " + topic)::equals).count();
    }

    RouteTable table(String... nameServers) {
        return table(new RouteConfig(List.of(nameServers), 0, Duration.ofSeconds(3), 1000, ANONYMOUS));
    }

    RouteTable table(RouteConfig config) {
        return new RouteTable(
                config,
                remoting,
                time(),
                JsonBodies.ofContextClassLoader(),
                (topic, masters) -> changes.add(topic + " " + masters));
    }

    TimeSource time() {
        return new TimeSource(ticker, () -> 0, timer);
    }

    CompletableFuture<PublishQueues> lookup(RouteTable table, String topic, Duration timeout) {
        return table.lookup(topic, false, 4, Deadline.after(ticker, timeout)).toCompletableFuture();
    }

    CompletableFuture<PublishQueues> onDemand(RouteTable table, String topic, int queues) {
        return table.lookup(topic, true, queues, Deadline.after(ticker, SECOND)).toCompletableFuture();
    }

    /** Hears nothing. */
    static final class Deaf implements ConnectionListener {
        @Override
        public void opened(Connection connection) {}

        @Override
        public void closed(Connection connection, String reason) {}

        @Override
        public void pushed(Connection connection, InboundFrame request) {}
    }
}
