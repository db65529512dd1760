package io.rocketjca.impl.client;

import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.producer.InFlightLimit;
import io.rocketjca.impl.producer.Undelivered;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.request.UnregisterClientRequest;
import io.rocketjca.impl.remoting.CommandCall;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The orderly end of one client instance, step by step, each within its own time and none on a waiting thread. */
final class Shutdown {

    /** How often messages under way are counted. */
    static final Duration LOOK = Duration.ofMillis(20);

    /** How long the failing of what is left may take, which needs the event loop but no peer. */
    static final Duration SETTLE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final String clientId;
    private final RuntimeConfig config;
    private final RequestSigner signer;
    private final TimeSource time;

    Shutdown(String clientId, RuntimeConfig config, RequestSigner signer, TimeSource time) {
        this.clientId = clientId;
        this.config = config;
        this.signer = signer;
        this.time = time;
    }

    /** Waits until nothing is under way and the trace of it is sent, at most for the drain timeout. */
    CompletionStage<Shutdown> drain(InFlightLimit inFlight, ClientTraces traces) {
        CompletableFuture<Shutdown> drained = new CompletableFuture<>();
        if (inFlight.messages() == 0 && traces.flushed()) {
            drained.complete(this);
            return drained;
        }
        Deadline deadline = Deadline.after(time.ticker(), config.drainTimeout());
        Timer.Scheduled look = time.timer().every(LOOK, LOOK, () -> {
            boolean late = deadline.passed(time.ticker());
            if (late || inFlight.messages() == 0 && traces.flushed()) {
                drained.complete(this);
            }
        });
        drained.whenComplete((done, never) -> look.cancel());
        return drained;
    }

    /** Waits until all that was left has failed, as it does once the connections are closed; on the event loop, so soon. */
    CompletionStage<Void> settle(InFlightLimit inFlight) {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        if (inFlight.messages() == 0) {
            settled.complete(null);
            return settled;
        }
        Deadline deadline = Deadline.after(time.ticker(), SETTLE);
        Timer.Scheduled look = time.timer().every(Duration.ZERO, LOOK, () -> {
            if (inFlight.messages() == 0 || deadline.passed(time.ticker())) {
                settled.complete(null);
            }
        });
        settled.whenComplete((done, never) -> look.cancel());
        return settled;
    }

    /** Tells the operator once what was not delivered; each sender has its exception. */
    void tell(Undelivered undelivered) {
        if (undelivered.messages() > 0) {
            LOG.warn(
                    "stopped with messages that are not delivered clientId={} {} waitedMillis={}",
                    clientId,
                    undelivered.words(),
                    config.drainTimeout().toMillis());
        }
    }

    /** Withdraws every group at every connected broker; does not wait longer than one request may take. */
    CompletionStage<Void> unregister(List<Connection> brokers, Collection<String> groups) {
        Deadline deadline = Deadline.after(time.ticker(), config.requestTimeout());
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (Connection broker : brokers) {
            for (String group : groups) {
                answers.add(unregister(broker, group, deadline));
            }
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new));
        Timer.Scheduled limit = time.timer().once(config.requestTimeout(), () -> all.complete(null));
        return all.whenComplete((done, never) -> limit.cancel());
    }

    private CompletableFuture<?> unregister(Connection broker, String group, Deadline deadline) {
        CommandCall call = new CommandCall(new UnregisterClientRequest(clientId, group).toCommand(), signer, deadline);
        broker.call(call);
        return call.answer()
                .handle((answer, failure) -> {
                    if (failure != null) {
                        LOG.debug(
                                "producer group not unregistered group={} address={} reason={}",
                                group,
                                broker.address(),
                                failure.getMessage());
                    }
                    return answer;
                })
                .toCompletableFuture();
    }
}
