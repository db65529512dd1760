package io.rocketjca.samples.orders;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.MessagingException;
import jakarta.ejb.EJBException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.CompletionException;

/** Answers a failed send with the story that its exception tells, also from within what containers wrap around it. */
@Provider
public class MessagingProblemMapper implements ExceptionMapper<RuntimeException> {

    @Override
    public Response toResponse(RuntimeException exception) {
        Throwable cause = exception;
        while ((cause instanceof EJBException || cause instanceof CompletionException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (exception instanceof WebApplicationException web) {
            return web.getResponse();
        }
        return Response.status(status(cause))
                .type(MediaType.APPLICATION_JSON)
                .entity(new Problem(cause.getClass().getSimpleName(), String.valueOf(cause.getMessage())))
                .build();
    }

    private static Response.Status status(Throwable cause) {
        if (cause instanceof IllegalMessageException) {
            return Response.Status.BAD_REQUEST;
        }
        if (cause instanceof SoldOutException) {
            return Response.Status.CONFLICT;
        }
        return cause instanceof MessagingException
                ? Response.Status.SERVICE_UNAVAILABLE
                : Response.Status.INTERNAL_SERVER_ERROR;
    }
}
