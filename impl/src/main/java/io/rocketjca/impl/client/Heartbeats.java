package io.rocketjca.impl.client;

import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.protocol.request.HeartbeatRequest;
import io.rocketjca.impl.remoting.CommandCall;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces the producer groups of one client instance to brokers, and tells once when a broker stops or resumes to listen. */
final class Heartbeats {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

    private final String clientId;
    private final Supplier<Set<String>> groups;
    private final JsonBodies bodies;
    private final RequestSigner signer;
    private final Ticker ticker;
    private final Duration timeout;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    Heartbeats(
            String clientId,
            Supplier<Set<String>> groups,
            JsonBodies bodies,
            RequestSigner signer,
            Ticker ticker,
            Duration timeout) {
        this.clientId = clientId;
        this.groups = groups;
        this.bodies = bodies;
        this.signer = signer;
        this.ticker = ticker;
        this.timeout = timeout;
    }

    /** Sends one heartbeat, unless there is no group to announce. Never blocks, never throws. */
    void beat(Connection connection) {
        Set<String> announced = groups.get();
        if (announced.isEmpty()) {
            return;
        }
        CommandCall call = new CommandCall(
                HeartbeatRequest.ofProducers(clientId, announced).toCommand(bodies),
                signer,
                Deadline.after(ticker, timeout));
        call.answer().whenComplete((answer, failure) -> {
            if (failure == null) {
                connection.notePeerVersion(answer.version());
            }
            beaten(connection.address(), answer, failure);
        });
        connection.call(call);
    }

    /** Notes that a broker cannot be reached. */
    void missed(String address, Throwable failure) {
        // Stages wrap what they pass on.
        Throwable reason = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (failing.add(address)) {
            LOG.warn("broker gets no heartbeat address={} reason={}", address, reason.getMessage());
        } else {
            LOG.debug("broker still gets no heartbeat address={} reason={}", address, reason.getMessage());
        }
    }

    /** Forgets the brokers that nobody needs any more. */
    void retainOnly(Set<String> addresses) {
        failing.removeIf(address -> !addresses.contains(address));
    }

    private void beaten(String address, RemotingCommand answer, Throwable failure) {
        if (failure != null) {
            missed(address, failure);
        } else if (answer.code() != ResponseCode.SUCCESS) {
            if (failing.add(address)) {
                LOG.warn(
                        "broker refuses the heartbeat address={} code={} remark={}",
                        address,
                        ResponseCode.nameOf(answer.code()),
                        answer.remark());
            }
        } else if (failing.remove(address)) {
            LOG.info("broker takes heartbeats again address={} clientId={}", address, clientId);
        }
    }
}
