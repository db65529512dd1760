package io.rocketjca.impl.producer;

import io.rocketjca.MessageOptions;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.request.MaxOffsetRequest;
import io.rocketjca.impl.remoting.CommandCall;
import io.rocketjca.impl.remoting.Connection;

/**
 * Lets through to a broker only what it understands: an older one would deliver a timed message at once, and answer that all is
 * well. Where the broker's version is not known yet, a harmless question brings it.
 */
final class VersionStep {

    /** RocketMQ 5.0.0, the first with a timer. */
    static final int TIMER_VERSION = 413;

    /** RocketMQ 5.5.0, the first with lite topics. */
    static final int LITE_VERSION = 513;

    private final RequestSigner signer;

    VersionStep(RequestSigner signer) {
        this.signer = signer;
    }

    /** Hands a message with options to a connection once the broker is known to be new enough; else the attempt fails. */
    void hand(SendCall call, Connection connection, MessageOptions options) {
        if (neededBy(options) == 0) {
            call.handTo(connection);
        } else if (connection.peerVersion() > 0) {
            judge(call, connection, options);
        } else {
            CommandCall question =
                    new CommandCall(new MaxOffsetRequest(call.wireTopic()).toCommand(), signer, call.deadline());
            BoundedWait.beginSelfEnding(
                    call, question.answer(), (same, answer, failure) -> learned(same, connection, answer, failure));
            connection.call(question);
        }
    }

    private void learned(SendCall call, Connection connection, RemotingCommand answer, Throwable failure) {
        if (answer != null) {
            connection.notePeerVersion(answer.version());
            judge(call, connection, call.message().options());
        } else {
            call.attemptFailed(new AttemptFailure.Unfit(
                    "the broker's version could not be learned, and an older one would deliver the message at once: "
                            + failure.getMessage()));
        }
    }

    private void judge(SendCall call, Connection connection, MessageOptions options) {
        if (connection.peerVersion() >= neededBy(options)) {
            call.handTo(connection);
        } else {
            call.attemptFailed(new AttemptFailure.Unfit(
                    options.timed()
                            ? "the broker is older than RocketMQ 5.0 and would deliver the message at once; delay levels"
                                    + " work there"
                            : "the broker is older than RocketMQ 5.5 and knows no lite topics"));
        }
    }

    private static int neededBy(MessageOptions options) {
        if (options.timed()) {
            return TIMER_VERSION;
        }
        return options.liteTopic() == null ? 0 : LITE_VERSION;
    }
}
