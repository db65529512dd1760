package io.rocketjca.cdi;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.rocketjca.SendContext;
import io.rocketjca.SendInterceptor;

/**
 * Gives messages the trace context of their sender, as the properties {@code traceparent} and {@code tracestate} of the W3C,
 * unless the application has set them itself. Loaded only where OpenTelemetry is, and therefore names its types in method
 * bodies only, where no container that scans classes looks.
 */
final class TraceContextPropagation implements SendInterceptor {

    private static final String PARENT = "traceparent";

    /** Whether the calling thread is in no span, so that there is nothing to propagate. */
    static boolean idle() {
        return !Span.current().getSpanContext().isValid();
    }

    @Override
    public void before(SendContext send) {
        if (send.message().properties().containsKey(PARENT)) {
            return;
        }
        W3CTraceContextPropagator.getInstance().inject(Context.current(), send, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.property(name, value);
            }
        });
    }
}
