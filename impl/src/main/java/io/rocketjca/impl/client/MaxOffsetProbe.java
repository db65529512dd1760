package io.rocketjca.impl.client;

import io.rocketjca.impl.latency.BrokerCondition.Whereabouts;
import io.rocketjca.impl.latency.BrokerProbe;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.request.MaxOffsetRequest;
import io.rocketjca.impl.remoting.CommandCall;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Probes a broker over its ordinary connection; an answer with any code will do, as only a broker that lives gives one. */
record MaxOffsetProbe(RemotingClient remoting, RequestSigner signer, TimeSource time) implements BrokerProbe {

    @Override
    public CompletionStage<Boolean> probe(Whereabouts broker, Duration timeout) {
        CompletableFuture<Boolean> reached = new CompletableFuture<>();
        Timer.Scheduled limit = time.timer().once(timeout, () -> reached.complete(false));
        CommandCall question = new CommandCall(
                new MaxOffsetRequest(broker.topic()).toCommand(), signer, Deadline.after(time.ticker(), timeout));
        question.answer().whenComplete((answer, failure) -> reached.complete(failure == null));
        remoting.connect(broker.address()).whenComplete((connection, failure) -> {
            if (failure != null) {
                reached.complete(false);
            } else if (!reached.isDone()) {
                connection.call(question);
            }
        });
        return reached.whenComplete((answered, never) -> limit.cancel());
    }
}
