package io.rocketjca.impl.transaction;

import io.rocketjca.impl.protocol.ProtocolException;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.protocol.request.EndTransactionRequest;
import io.rocketjca.impl.protocol.request.QueryMessageRequest;
import io.rocketjca.impl.protocol.response.StoredRecord;
import io.rocketjca.impl.protocol.response.StoredRecordDecoder;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.remoting.CommandCall;
import io.rocketjca.impl.remoting.CommandFrame;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.remoting.RemotingException;
import io.rocketjca.impl.route.TopicBroker;
import io.rocketjca.impl.route.TopicRoutes;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** The way to the brokers of one cluster, as one user: ends half messages and asks for messages. Nothing here blocks. */
public final class ClusterLink {

    /** Where brokers keep half messages. */
    static final String HALF_TOPIC = "RMQ_SYS_TRANS_HALF_TOPIC";

    /** How long a name server may take to tell where a broker is that nobody waits for. */
    private static final Duration LOOKUP = Duration.ofSeconds(3);

    private final String nameServers;
    private final RemotingClient remoting;
    private final TopicRoutes routes;
    private final RequestSigner signer;
    private final Ticker ticker;
    private final Timer timer;

    /**
     * @param nameServers the name servers, by which the log knows the cluster
     * @param signer signs requests
     */
    public ClusterLink(
            String nameServers,
            RemotingClient remoting,
            TopicRoutes routes,
            RequestSigner signer,
            Ticker ticker,
            Timer timer) {
        this.nameServers = nameServers;
        this.remoting = remoting;
        this.routes = routes;
        this.signer = signer;
        this.ticker = ticker;
        this.timer = timer;
    }

    String nameServers() {
        return nameServers;
    }

    /** Has the brokers of a topic connected to, so that they can ask; returns at once. */
    void prepare(String topic, Duration timeout) {
        routes.lookup(topic, false, 0, Deadline.after(ticker, timeout));
    }

    /** Connects to a broker unless it is connected; it is told of our groups then. Returns at once. */
    void connect(String topic, String brokerName) {
        TopicBroker broker = broker(topic, brokerName);
        if (broker == null && routes.brokers(topic).isEmpty()) {
            prepare(topic, LOOKUP);
        } else if (broker == null || !broker.reachable()) {
            routes.refresh(topic);
        } else if (remoting.connected(broker.masterAddress()) == null) {
            remoting.connect(broker.masterAddress());
        }
    }

    /** Ends a half message, and says what became of that by the deadline; never fails. */
    CompletableFuture<EndAnswer> end(EndTransactionRequest request, Deadline deadline) {
        return ask(request.topic(), request.brokerName(), request.toCommand(), deadline)
                .handle((answer, failure) -> {
                    if (failure != null) {
                        return afterFailure(request.topic(), cause(failure));
                    }
                    return afterAnswer(answer);
                });
    }

    private EndAnswer afterAnswer(RemotingCommand answer) {
        String words = "code " + answer.code() + " " + ResponseCode.nameOf(answer.code())
                + (answer.remark() == null ? "" : ", " + answer.remark());
        return switch (answer.code()) {
            case ResponseCode.SUCCESS -> new EndAnswer.Done();
            case ResponseCode.SYSTEM_BUSY,
                    ResponseCode.SLAVE_NOT_AVAILABLE,
                    ResponseCode.GO_AWAY,
                    ResponseCode.NO_PERMISSION -> new EndAnswer.NotDone(words);
            case ResponseCode.SYSTEM_ERROR ->
                notAllowed(answer.remark())
                        ? new EndAnswer.NotDone(words)
                        : noSuchHalf(answer.remark()) ? new EndAnswer.Refused(words) : new EndAnswer.Unknown(words);
            default -> new EndAnswer.Unknown(words);
        };
    }

    /** There is one code for everything; these are the words for a half message that is not where it should be. */
    private static boolean noSuchHalf(String remark) {
        return remark != null
                && (remark.contains("prepared transaction message failed")
                        || remark.contains("offset wrong")
                        || remark.contains("group wrong"));
    }

    /** So brokers up to 5.3 say that a user is unknown, has another secret, or no permission; they look at that first. */
    private static boolean notAllowed(String remark) {
        return remark != null && remark.contains("AclException");
    }

    private EndAnswer afterFailure(String topic, Throwable failure) {
        routes.refresh(topic);
        if (failure instanceof RemotingException told && !told.failure().written()) {
            return new EndAnswer.NotDone(told.getMessage());
        }
        return failure instanceof Unreachable
                ? new EndAnswer.NotDone(failure.getMessage())
                : new EndAnswer.Unknown(failure.getMessage());
    }

    /** Tells a broker over the connection on which it asked; it does not answer. */
    void answer(Connection connection, EndTransactionRequest request) {
        RemotingCommand command = signer.sign(request.toCommand());
        connection.sendOneWay(
                new CommandFrame(RemotingCommand.oneWay(command.code(), 0, command.extFields(), command.body())));
    }

    /** Rolls a half message back if its broker is connected; else the broker will ask. */
    void rollBack(EndTransactionRequest request) {
        TopicBroker broker = broker(request.topic(), request.brokerName());
        Connection connection =
                broker == null || !broker.reachable() ? null : remoting.connected(broker.masterAddress());
        if (connection != null) {
            answer(connection, request);
        }
    }

    /** Asks a broker whether a topic has a message that consumers can see; never fails. */
    CompletableFuture<Finding> find(String topic, String brokerName, String uniqueKey, Deadline deadline) {
        return find(topic, topic, brokerName, uniqueKey, stored -> true, deadline);
    }

    /**
     * Asks a broker whether its index knows of one certain copy of a half message. If so, it also knows of everything that was
     * stored before.
     *
     * @param topic the topic that the half message will appear in
     */
    CompletableFuture<Finding> findCopy(
            String topic, String brokerName, String uniqueKey, long commitLogOffset, Deadline deadline) {
        return find(
                HALF_TOPIC,
                topic,
                brokerName,
                uniqueKey,
                stored -> stored.commitLogOffset() == commitLogOffset,
                deadline);
    }

    private CompletableFuture<Finding> find(
            String topic,
            String routedBy,
            String brokerName,
            String uniqueKey,
            Predicate<StoredRecord> wanted,
            Deadline deadline) {
        return ask(routedBy, brokerName, new QueryMessageRequest(topic, uniqueKey).toCommand(), deadline)
                .handle((answer, failure) -> failure == null ? finding(answer, uniqueKey, wanted) : Finding.UNKNOWN);
    }

    private static Finding finding(RemotingCommand answer, String uniqueKey, Predicate<StoredRecord> wanted) {
        if (answer.code() == ResponseCode.QUERY_NOT_FOUND) {
            return Finding.NOT_FOUND;
        }
        if (answer.code() == ResponseCode.SYSTEM_BUSY || answer.code() == ResponseCode.GO_AWAY) {
            return Finding.UNKNOWN;
        }
        if (answer.code() != ResponseCode.SUCCESS) {
            return Finding.DENIED;
        }
        try {
            List<StoredRecord> records = StoredRecordDecoder.decode(answer.body());
            // Brokers find by hash codes, so others may be among the messages.
            return records.stream().anyMatch(stored -> uniqueKey.equals(stored.uniqueKey()) && wanted.test(stored))
                    ? Finding.FOUND
                    : Finding.NOT_FOUND;
        } catch (ProtocolException e) {
            return Finding.UNKNOWN;
        }
    }

    /** The name of the broker at the other end of a connection, as the route of a topic tells it; {@code null} if it does not. */
    String brokerAt(String topic, Connection connection) {
        return routes.brokers(topic).stream()
                .filter(broker -> connection.address().equals(broker.masterAddress()))
                .map(TopicBroker::name)
                .findFirst()
                .orElse(null);
    }

    private TopicBroker broker(String topic, String name) {
        return routes.brokers(topic).stream()
                .filter(broker -> broker.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private CompletableFuture<RemotingCommand> ask(
            String topic, String brokerName, RemotingCommand question, Deadline deadline) {
        return master(topic, brokerName, deadline)
                .thenCompose(address -> connected(address, deadline))
                .thenCompose(connection -> {
                    CommandCall call = new CommandCall(question, signer, deadline);
                    connection.call(call);
                    return call.answer();
                });
    }

    private CompletableFuture<String> master(String topic, String brokerName, Deadline deadline) {
        TopicBroker known = broker(topic, brokerName);
        if (known != null && known.reachable()) {
            return CompletableFuture.completedFuture(known.masterAddress());
        }
        return routes.lookup(topic, false, 0, deadline)
                .handle((route, failure) -> {
                    TopicBroker broker = broker(topic, brokerName);
                    if (broker == null || !broker.reachable()) {
                        routes.refresh(topic);
                        throw new Unreachable("broker " + brokerName + " has no known master now");
                    }
                    return broker.masterAddress();
                })
                .toCompletableFuture();
    }

    /** A connection opens within a time of its own, which may be longer. */
    private CompletionStage<Connection> connected(String address, Deadline deadline) {
        Connection open = remoting.connected(address);
        if (open != null) {
            return CompletableFuture.completedStage(open);
        }
        CompletableFuture<Connection> end = new CompletableFuture<>();
        Duration left = Duration.ofNanos(Math.max(0, deadline.remainingNanos(ticker)));
        Timer.Scheduled limit = timer.once(
                left,
                () -> end.completeExceptionally(new RemotingException(new CallFailure(
                        CallFailure.Kind.NOT_CONNECTED,
                        false,
                        "no connection to " + address + " came in time",
                        null))));
        remoting.connect(address).whenComplete((connection, failure) -> {
            if (failure != null) {
                end.completeExceptionally(cause(failure));
            } else {
                end.complete(connection);
            }
        });
        end.whenComplete((connection, failure) -> limit.cancel());
        return end;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** There is nobody to ask. */
    private static final class Unreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message, null, false, false);
        }
    }
}
