package io.rocketjca.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.rocketjca.Message;
import io.rocketjca.MessageType;
import io.rocketjca.SendContext;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TraceContextPropagationTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    private final TraceContextPropagation propagation = new TraceContextPropagation();

    /** A send of one message. */
    private static final class OneSend implements SendContext {

        private Message message;

        OneSend(Message message) {
            this.message = message;
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public void property(String name, String value) {
            message = message.withProperty(name, value);
        }

        @Override
        public MessageType type() {
            return MessageType.NORMAL;
        }

        @Override
        public boolean oneWay() {
            return false;
        }

        @Override
        public String producerGroup() {
            return "g";
        }

        @Override
        public void attribute(String name, Object value) {
            throw new AssertionError("nothing to remember");
        }

        @Override
        public Object attribute(String name) {
            return null;
        }
    }

    @Test
    void aMessageCarriesTheContextOfItsSender() {
        OneSend send =
                new OneSend(Message.to("t").text("x").property("mine", "1").build());
        beforeWithin(span(), send);
        assertThat(send.message().properties())
                .containsEntry("mine", "1")
                .containsEntry("traceparent", "00-" + TRACE + "-" + SPAN + "-01")
                .containsEntry("tracestate", "vendor=v1");
    }

    @Test
    void withoutASpanTheMessageStaysTheSameObject() {
        Message message = Message.of("t", new byte[1]);
        OneSend send = new OneSend(message);
        propagation.before(send);

        assertThat(send.message()).isSameAs(message);
    }

    @Test
    void whatTheApplicationSetItselfStays() {
        Message message =
                Message.to("t").text("x").property("traceparent", "own").build();
        OneSend send = new OneSend(message);
        beforeWithin(span(), send);
        assertThat(send.message()).isSameAs(message);
    }

    @Test
    void whereOpenTelemetryIsMissingItIsNoticedAndScanningTheClassDoesNoHarm() throws Exception {
        ClassLoader without = new ReloadingClassLoader(
                name -> name.startsWith("io.rocketjca.cdi."), name -> name.startsWith("io.opentelemetry."));

        assertThat(OpenTelemetry.visible()).isTrue();
        assertThat(OpenTelemetry.visible(without)).isFalse();
        Class<?> scanned = Class.forName(TraceContextPropagation.class.getName(), true, without);
        assertThat(scanned).isNotSameAs(TraceContextPropagation.class);
        assertThat(Arrays.asList(scanned.getDeclaredMethods())).isNotEmpty();
        assertThat(scanned.getDeclaredFields()).isNotEmpty();
        assertThatThrownBy(() -> without.loadClass("io.opentelemetry.api.trace.Span"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    private void beforeWithin(Scope span, OneSend send) {
        try (span) {
            propagation.before(send);
        }
    }

    private static Scope span() {
        TraceState state = TraceState.builder().put("vendor", "v1").build();
        return Span.wrap(SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), state))
                .makeCurrent();
    }
}
