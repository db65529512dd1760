package io.rocketjca.itests.broker;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.rocketmq.remoting.netty.NettyRequestProcessor;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;

/** Stands before the broker's own processor of send requests and lets faults happen. */
final class FaultySendProcessor implements NettyRequestProcessor {

    private final NettyRequestProcessor real;
    private final AtomicInteger seen = new AtomicInteger();
    private volatile String accessKey = "";
    private volatile SendFault fault = SendFault.of("PASS", 0, 0);

    FaultySendProcessor(NettyRequestProcessor real) {
        this.real = real;
    }

    void inject(SendFault next) {
        seen.set(0);
        accessKey = "";
        fault = next;
    }

    int requestsSeen() {
        return seen.get();
    }

    /** Who signed the last request; empty for nobody. */
    String accessKeySeen() {
        return accessKey;
    }

    @Override
    public RemotingCommand processRequest(ChannelHandlerContext channel, RemotingCommand request) throws Exception {
        accessKey = request.getExtFields().getOrDefault("AccessKey", "");
        seen.incrementAndGet();
        SendFault now = fault;
        switch (now.nextMode()) {
            case CODE:
                return answer(request, now.number());
            case AFTER:
                storeSilently(channel, request);
                return answer(request, now.number());
            case SILENT:
                return null;
            case MUTE:
                storeSilently(channel, request);
                return null;
            case CLOSE:
                channel.close();
                return null;
            case DELAY:
                Thread.sleep(now.number());
                return real.processRequest(channel, request);
            default:
                return real.processRequest(channel, request);
        }
    }

    /** Newer brokers write the answer themselves; nobody answers a one-way request. */
    private void storeSilently(ChannelHandlerContext channel, RemotingCommand request) throws Exception {
        RemotingCommand copy = RemotingCommand.createRequestCommand(request.getCode(), null);
        copy.setExtFields(request.getExtFields());
        copy.setBody(request.getBody());
        copy.setVersion(request.getVersion());
        copy.setLanguage(request.getLanguage());
        copy.markOnewayRPC();
        real.processRequest(channel, copy);
    }

    private static RemotingCommand answer(RemotingCommand request, int code) {
        RemotingCommand answer = RemotingCommand.createResponseCommand(code, "injected fault " + code);
        answer.setOpaque(request.getOpaque());
        return answer;
    }

    @Override
    public boolean rejectRequest() {
        return false;
    }
}
