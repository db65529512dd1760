package io.rocketjca.impl.remoting;

import io.rocketjca.impl.protocol.ProtocolException;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import io.rocketjca.impl.protocol.ResponseCode;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of handlers for pushed requests: every request that awaits an answer gets one, also if nobody can handle it. */
public final class PushedRequests {

    private static final Logger LOG = LoggerFactory.getLogger(PushedRequests.class);

    private final Map<Integer, PushedRequestHandler> handlers;

    /**
     * @param handlers by request code
     */
    public PushedRequests(Map<Integer, PushedRequestHandler> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    /** Has a request handled and answered; on the event loop. */
    public void handle(Connection connection, InboundFrame request) {
        RemotingCommand answer = answer(connection, request);
        if (answer == null || request.oneWay()) {
            return;
        }
        CallFailure failure = connection.sendOneWay(new CommandFrame(answer));
        if (failure != null) {
            LOG.debug("pushed request not answered address={} reason={}", connection.address(), failure.reason());
        }
    }

    private RemotingCommand answer(Connection connection, InboundFrame request) {
        PushedRequestHandler handler = handlers.get(request.code());
        if (handler == null) {
            LOG.debug("pushed request not supported address={} code={}", connection.address(), request.code());
            return failed(
                    request,
                    ResponseCode.REQUEST_CODE_NOT_SUPPORTED,
                    "request code " + request.code() + " is not supported");
        }
        try {
            return handler.handle(connection, request);
        } catch (ProtocolException e) {
            LOG.debug(
                    "pushed request cannot be read address={} request={} reason={}",
                    connection.address(),
                    RequestCode.nameOf(request.code()),
                    e.getMessage());
            return failed(request, ResponseCode.SYSTEM_ERROR, "the request cannot be read: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error(
                    "handling of a pushed request failed address={} request={}",
                    connection.address(),
                    RequestCode.nameOf(request.code()),
                    e);
            return failed(request, ResponseCode.SYSTEM_ERROR, "the request cannot be handled");
        }
    }

    private static RemotingCommand failed(InboundFrame request, int code, String remark) {
        return RemotingCommand.answer(code, request.opaque(), remark, Map.of(), null);
    }
}
