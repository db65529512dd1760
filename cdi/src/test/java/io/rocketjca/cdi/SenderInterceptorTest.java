package io.rocketjca.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.rocketjca.Message;
import io.rocketjca.MessageSender;
import io.rocketjca.SendContext;
import io.rocketjca.SendInterceptor;
import io.rocketjca.SendVetoedException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which interceptors an application's senders give to the adapter, with every send. */
class SenderInterceptorTest {

    private final RecordingFactory factory = new RecordingFactory();

    @Dependent
    static class Sending {
        @Inject
        MessageSender sender;
    }

    /** Adds its name to what the message says of it. */
    abstract static class Marking implements SendInterceptor {
        @Override
        public void before(SendContext send) {
            send.property("by", getClass().getSimpleName());
        }
    }

    @ApplicationScoped
    @Priority(200)
    static class Second extends Marking {}

    @Dependent
    @Priority(100)
    static class First extends Marking {
        @Inject
        MessageSender own;
    }

    @Named
    @ApplicationScoped
    static class Unordered extends Marking {}

    @ApplicationScoped
    static class Producing {
        @Produces
        @Named("made")
        SendInterceptor interceptor() {
            return new SendInterceptor() {};
        }
    }

    @Dependent
    static class Broken implements SendInterceptor {
        Broken() {
            throw new IllegalStateException("no configuration");
        }
    }

    @BeforeEach
    void bind() {
        MemoryNaming.reset();
        MemoryNaming.BOUND.put("rocketmq/ConnectionFactory", factory);
    }

    @Test
    void allBeansOfTheTypeTravelWithEverySendInTheOrderOfTheirPriorities() {
        try (WeldContainer container =
                CdiApplication.start(Sending.class, Unordered.class, Second.class, First.class, Producing.class)) {
            MessageSender sender = container.select(Sending.class).get().sender;
            sender.to("orders").text("x").send();
            sender.to("orders").text("x").sendAsync();
            sender.to("orders").text("x").sendOneWay();

            assertThat(factory.sent).hasSize(3).allSatisfy(sent -> {
                List<SendInterceptor> given = own(sent);
                assertThat(given).hasSize(4);
                assertThat(given.get(0)).isInstanceOf(First.class);
                assertThat(given.get(1)).isInstanceOf(Second.class);
                assertThat(given.subList(2, 4)).hasAtLeastOneElementOfType(Unordered.class);
                assertThat(((First) given.get(0)).own).isNotNull();
            });
        }
    }

    @Test
    void withoutSuchBeansTheApplicationsOwnListIsEmpty() {
        try (WeldContainer container = CdiApplication.start(Sending.class)) {
            container.select(Sending.class).get().sender.to("orders").text("x").send();
        }
        assertThat(own(factory.sent.get(0))).isEmpty();
    }

    @Test
    void aBeanThatCannotBeMadeLetsNoMessagePass() {
        try (WeldContainer container = CdiApplication.start(Sending.class, Broken.class)) {
            MessageSender sender = container.select(Sending.class).get().sender;
            Message message = Message.of("orders", new byte[1]);

            assertThatThrownBy(() -> sender.send(message))
                    .isInstanceOf(SendVetoedException.class)
                    .hasMessageContaining("no configuration");
            assertThat(sender.sendAsync(message).toCompletableFuture()).isCompletedExceptionally();
            assertThatThrownBy(() -> sender.sendOneWay(message)).isInstanceOf(SendVetoedException.class);
        }
        assertThat(factory.sent).isEmpty();
        assertThat(factory.opened).hasValue(0);
    }

    @Test
    void traceContextsArePropagatedFromWithinASpanOnly() {
        try (WeldContainer container = CdiApplication.start(Sending.class, First.class)) {
            MessageSender sender = container.select(Sending.class).get().sender;
            sender.to("orders").text("x").send();
            Scope span = span();
            try (span) {
                sender.to("orders").text("x").send();
            }
            sender.to("orders").text("x").send();
        }
        assertThat(factory.sent).extracting(sent -> own(sent).size()).containsOnly(1);
        assertThat(factory.sent)
                .extracting(sent -> sent.options().interceptors().get(0) instanceof TraceContextPropagation)
                .containsExactly(false, true, false);
    }

    @Test
    void outsideOfASpanNobodyStandsAroundTheSendsOfAPlainApplication() {
        try (WeldContainer container = CdiApplication.start(Sending.class)) {
            container.select(Sending.class).get().sender.to("orders").text("x").send();
        }
        assertThat(factory.sent.get(0).options().interceptors()).isNull();
    }

    private static Scope span() {
        return Span.wrap(SpanContext.create(
                        "0af7651916cd43dd8448eb211c80319c",
                        "b7ad6b7169203331",
                        TraceFlags.getSampled(),
                        TraceState.getDefault()))
                .makeCurrent();
    }

    /** All but the propagation of trace contexts, which is there within a span as OpenTelemetry is. */
    private static List<SendInterceptor> own(RecordingFactory.Sent sent) {
        List<SendInterceptor> all = sent.options().interceptors();
        if (all == null) {
            return List.of();
        }
        return all.get(0) instanceof TraceContextPropagation ? all.subList(1, all.size()) : all;
    }
}
