package io.rocketjca.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.MessageSender;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SenderExtensionTest {

    @SenderConfig(topic = "a")
    @Retention(RetentionPolicy.RUNTIME)
    @interface SenderA {}

    @SenderConfig(topic = "b")
    @Retention(RetentionPolicy.RUNTIME)
    @interface SenderB {}

    @Dependent
    static class BlankFactory {
        @Inject
        @SenderConfig(connectionFactory = "  ")
        MessageSender sender;
    }

    @Dependent
    static class BlankTopic {
        @Inject
        @SenderConfig(topic = " ")
        Instance<MessageSender> sender;
    }

    @Dependent
    static class NegativeTimeout {
        @Inject
        NegativeTimeout(@SenderConfig(timeoutMillis = -1) MessageSender sender) {
            assertThat(sender).isNotNull();
        }
    }

    @Dependent
    static class Contradiction {
        @Inject
        @SenderA
        @SenderB
        MessageSender sender;
    }

    @Dependent
    static class Agreement {
        @Inject
        @SenderA
        @SenderConfig(topic = "a")
        MessageSender sender;
    }

    @Dependent
    static class Unbound {
        @Inject
        @SenderConfig(connectionFactory = "java:app/missing")
        MessageSender first;

        @Inject
        @SenderConfig(connectionFactory = "java:app/missing", topic = "x")
        MessageSender second;
    }

    /** A bean that has nothing to do with messages. */
    @Dependent
    static class Unrelated {}

    @BeforeEach
    void bind() {
        MemoryNaming.reset();
        MemoryNaming.BOUND.put("rocketmq/ConnectionFactory", new RecordingFactory());
    }

    @Test
    void blankNamesFailTheDeployment() {
        assertFails(BlankFactory.class, "connectionFactory must be a name");
        assertFails(BlankTopic.class, "topic must be a name");
    }

    @Test
    void aNegativeTimeoutFailsTheDeployment() {
        assertFails(NegativeTimeout.class, "-1");
    }

    @Test
    void configurationsThatDifferAtOneInjectionPointFailTheDeployment() {
        assertFails(Contradiction.class, "contradict");
    }

    @Test
    void configurationsThatAgreeAreOne() {
        try (WeldContainer container = CdiApplication.start(Agreement.class)) {
            assertThat(container
                            .select(Agreement.class)
                            .get()
                            .sender
                            .toDefaultTopic()
                            .message()
                            .topic())
                    .isEqualTo("a");
        }
    }

    @Test
    void aNameThatIsNotBoundYetIsWarnedOfOnceAndFailsNothing() {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(ApplicationMessaging.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                warnings.add(line.getMessage());
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        logger.addHandler(handler);
        try (WeldContainer container = CdiApplication.start(Unbound.class)) {
            assertThat(warnings).hasSize(1);
            assertThat(warnings.get(0)).contains("java:app/missing", "is not bound");
            RecordingFactory later = new RecordingFactory();
            MemoryNaming.BOUND.put("java:app/missing", later);
            container.select(Unbound.class).get().first.to("t").text("x").send();
            assertThat(later.sent).hasSize(1);
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void anAdapterThatIsNotVisibleFailsTheDeploymentWithTheSettingsOfTheServers() throws Exception {
        ClassLoader application = new ReloadingClassLoader(
                name -> name.startsWith("io.rocketjca.cdi."), name -> name.matches("io\\.rocketjca\\.[A-Z].*"));
        Extension extension = (Extension) Class.forName(SenderExtension.class.getName(), true, application)
                .getDeclaredConstructor()
                .newInstance();
        assertThat(extension).isNotInstanceOf(SenderExtension.class);
        Weld weld = new Weld().disableDiscovery().addBeanClass(Unrelated.class).addExtension(extension);
        assertThatThrownBy(weld::initialize)
                .hasStackTraceContaining("io.rocketjca.MessageSender is not visible to the application")
                .hasStackTraceContaining("class-loading-policy=global");
    }

    private static void assertFails(Class<?> bean, String reason) {
        assertThatThrownBy(() -> CdiApplication.start(bean))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("wrong @SenderConfig")
                .hasMessageContaining(bean.getSimpleName())
                .hasMessageContaining(reason);
    }
}
