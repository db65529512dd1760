package io.rocketjca.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.MessageSender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SenderInjectionTest {

    private final RecordingFactory global = new RecordingFactory();
    private final RecordingFactory audit = new RecordingFactory();

    @SenderConfig(connectionFactory = "java:app/audit", topic = "audit", timeoutMillis = 250)
    @Retention(RetentionPolicy.RUNTIME)
    @interface AuditSender {}

    @Dependent
    static class Fields {
        @Inject
        MessageSender plain;

        @Inject
        @SenderConfig(connectionFactory = "java:app/audit")
        MessageSender named;

        @Inject
        @AuditSender
        MessageSender own;

        @Inject
        @AuditSender
        Instance<MessageSender> later;
    }

    @ApplicationScoped
    static class Parameters {
        MessageSender constructed;
        MessageSender initialized;

        Parameters() {}

        @Inject
        Parameters(@SenderConfig(topic = "constructed") MessageSender constructed) {
            this.constructed = constructed;
        }

        @Inject
        void initialize(@AuditSender MessageSender given) {
            initialized = given;
        }

        public List<MessageSender> senders() {
            return List.of(constructed, initialized);
        }
    }

    @BeforeEach
    void bind() {
        MemoryNaming.reset();
        MemoryNaming.BOUND.put("rocketmq/ConnectionFactory", global);
        MemoryNaming.BOUND.put("java:app/audit", audit);
    }

    @Test
    void plainInjectionTakesTheDefaultFactory() {
        try (WeldContainer container = CdiApplication.start(Fields.class)) {
            container.select(Fields.class).get().plain.to("orders").text("x").send();
        }
        assertThat(global.sent).hasSize(1);
        assertThat(global.sent.get(0).options().timeout()).isNull();
        assertThat(global.sent.get(0).options().completions()).isNotNull();
    }

    @Test
    void theFactoryOfTheApplicationComesBeforeTheGlobalOne() {
        RecordingFactory own = new RecordingFactory();
        MemoryNaming.BOUND.put("java:app/rocketmq/ConnectionFactory", own);
        try (WeldContainer container = CdiApplication.start(Fields.class)) {
            container.select(Fields.class).get().plain.to("orders").text("x").send();
        }
        assertThat(own.sent).hasSize(1);
        assertThat(global.sent).isEmpty();
    }

    @Test
    void configurationOnAFieldNamesTheFactory() {
        try (WeldContainer container = CdiApplication.start(Fields.class)) {
            container.select(Fields.class).get().named.to("orders").text("x").send();
        }
        assertThat(audit.sent).hasSize(1);
    }

    @Test
    void configurationOnAnOwnAnnotationNamesFactoryTopicAndTimeout() {
        try (WeldContainer container = CdiApplication.start(Fields.class)) {
            container.select(Fields.class).get().own.toDefaultTopic().text("x").send();
        }
        assertThat(audit.sent.get(0).message().topic()).isEqualTo("audit");
        assertThat(audit.sent.get(0).options().timeout()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void anInstanceThatIsAskedLaterKeepsTheConfigurationOfItsInjectionPoint() {
        try (WeldContainer container = CdiApplication.start(Fields.class)) {
            container
                    .select(Fields.class)
                    .get()
                    .later
                    .get()
                    .toDefaultTopic()
                    .text("x")
                    .send();
        }
        assertThat(audit.sent.get(0).message().topic()).isEqualTo("audit");
    }

    @Test
    void parametersOfConstructorsAndInitializersAreConfiguredToo() {
        try (WeldContainer container = CdiApplication.start(Parameters.class)) {
            List<MessageSender> senders =
                    container.select(Parameters.class).get().senders();
            senders.get(0).toDefaultTopic().text("x").send();
            senders.get(1).toDefaultTopic().text("x").send();
        }
        assertThat(global.sent.get(0).message().topic()).isEqualTo("constructed");
        assertThat(audit.sent.get(0).message().topic()).isEqualTo("audit");
    }

    @Test
    void aSenderAskedForByProgramTakesTheDefaults() {
        try (WeldContainer container = CdiApplication.start()) {
            MessageSender byProgram = CDI.current().select(MessageSender.class).get();
            MessageSender byContainer = container
                    .getBeanManager()
                    .createInstance()
                    .select(MessageSender.class)
                    .get();
            byProgram.to("a").text("x").send();
            byContainer.to("b").text("x").send();
        }
        assertThat(global.sent).extracting(sent -> sent.message().topic()).containsExactly("a", "b");
    }

    @Test
    void theBeanArchiveIsDiscoveredByItself() {
        try (WeldContainer container = new Weld().addBeanClass(Fields.class).initialize()) {
            container.select(Fields.class).get().plain.to("orders").text("x").send();
        }
        assertThat(global.sent).hasSize(1);
    }

    @Test
    void aSenderWithoutDefaultTopicSaysHowToGetOne() {
        try (WeldContainer container = CdiApplication.start(Fields.class)) {
            MessageSender plain = container.select(Fields.class).get().plain;
            assertThatThrownBy(plain::toDefaultTopic)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("@SenderConfig(topic = ...)");
        }
    }
}
