package io.rocketjca.cdi;

/** Whether the API of OpenTelemetry is there; names it only as text, as it usually is not. */
final class OpenTelemetry {

    private static final String PROPAGATOR = "io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator";

    private OpenTelemetry() {}

    static boolean visible() {
        return visible(OpenTelemetry.class.getClassLoader());
    }

    static boolean visible(ClassLoader loader) {
        try {
            Class.forName(PROPAGATOR, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
