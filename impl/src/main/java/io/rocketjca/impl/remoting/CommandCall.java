package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.time.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A request and its answer as commands, for everything off the hot path: routes, heartbeats, unregistering. */
public final class CommandCall implements Call {

    private final CommandFrame request;
    private final Deadline deadline;
    private final CompletableFuture<RemotingCommand> answer = new CompletableFuture<>();

    /**
     * @param signer signs the request
     */
    public CommandCall(RemotingCommand request, RequestSigner signer, Deadline deadline) {
        this.request = new CommandFrame(signer.sign(request));
        this.deadline = deadline;
    }

    /** The answer, whatever its code; fails with a {@link RemotingException}. Completes on the event loop. */
    public CompletionStage<RemotingCommand> answer() {
        return answer.minimalCompletionStage();
    }

    @Override
    public int maxFrameBytes() {
        return request.maxFrameBytes();
    }

    @Override
    public void writeFrame(ByteBuf out, int opaque) {
        request.writeFrame(out, opaque);
    }

    @Override
    public long deadlineNanos() {
        return deadline.atNanos();
    }

    @Override
    public void answered(InboundFrame frame) {
        RemotingCommand command;
        try {
            command = frame.toCommand();
        } catch (RuntimeException e) {
            failed(new CallFailure(CallFailure.Kind.BROKEN_ANSWER, true, "the answer cannot be read", e));
            return;
        }
        answer.complete(command);
    }

    @Override
    public void failed(CallFailure failure) {
        answer.completeExceptionally(new RemotingException(failure));
    }
}
