package io.rocketjca.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rocketjca.ConnectionFactoryUnavailableException;
import io.rocketjca.RocketMQConnectionFactory;
import java.lang.reflect.Proxy;
import java.util.List;
import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactoryLookupTest {

    private static final List<String> NAMES = List.of("java:app/mq", "mq");

    @BeforeEach
    void reset() {
        MemoryNaming.reset();
    }

    @Test
    void theFirstNameThatIsBoundWins() {
        RecordingFactory factory = new RecordingFactory();
        MemoryNaming.BOUND.put("mq", factory);
        assertThat(FactoryLookup.find(NAMES)).isSameAs(factory);
        assertThat(MemoryNaming.LOOKED_UP).containsExactly("java:app/mq", "mq");
    }

    @Test
    void withNothingBoundTheErrorNamesEveryNameAndTheSettingsOfEveryServer() {
        assertThatThrownBy(() -> FactoryLookup.find(NAMES))
                .isInstanceOf(ConnectionFactoryUnavailableException.class)
                .hasCauseInstanceOf(NameNotFoundException.class)
                .hasMessageContainingAll(
                        "'java:app/mq'",
                        "'mq'",
                        "is not bound",
                        "asadmin set configs.config.server-config.connector-service.class-loading-policy=global",
                        "resource reference",
                        "deployment.rocketjca.rar",
                        "jboss-deployment-structure.xml",
                        "classProviderRef");
    }

    @Test
    void somethingElseThatIsBoundIsNamed() {
        MemoryNaming.BOUND.put("mq", "a text");
        assertThatThrownBy(() -> FactoryLookup.find(NAMES))
                .isInstanceOf(ConnectionFactoryUnavailableException.class)
                .hasMessageContainingAll("'mq'", "java.lang.String")
                .hasMessageNotContaining("class loader");
    }

    @Test
    void aFactoryOfAnotherClassLoaderIsRecognised() throws Exception {
        ClassLoader foreign = new ReloadingClassLoader(name -> name.startsWith("io.rocketjca."), name -> false);
        Class<?> foreignFace = Class.forName(RocketMQConnectionFactory.class.getName(), false, foreign);
        assertThat(foreignFace).isNotSameAs(RocketMQConnectionFactory.class);
        MemoryNaming.BOUND.put(
                "mq",
                Proxy.newProxyInstance(foreign, new Class<?>[] {foreignFace}, (proxy, method, args) -> "foreign"));
        Throwable error = catchThrowable(() -> FactoryLookup.find(NAMES));
        assertThat(error)
                .isInstanceOf(ConnectionFactoryUnavailableException.class)
                .hasMessageContainingAll(
                        "loaded by another class loader",
                        "not visible to the application",
                        "bundled in the application",
                        "class-loading-policy=global");
    }
}
