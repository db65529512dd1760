package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers tell of themselves by system properties. */
class ServerPlaceTest {

    @ParameterizedTest
    @CsvSource({
        "com.sun.aas.instanceRoot, asadmin set configs.config.server-config.transaction-service.automatic-recovery=true",
        "jboss.server.data.dir, recovery-username",
        "server.output.dir, <transaction recoverOnStartup=\"true\"/>",
        "java.home, in the settings of the server's transaction manager"
    })
    void recoveryIsSetUpAsTheServerAsksFor(String property, String words) {
        assertThat(place(Map.of(property, "/there")).recoverySetup()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "com.sun.aas.instanceRoot, com.sun.aas.instanceName",
        "jboss.server.data.dir, jboss.node.name",
        "server.output.dir, wlp.server.name"
    })
    void theLogIsWithinTheDirectoryOfTheServerAndTheNodeIsTheServersName(String directory, String name) {
        ServerPlace place = place(Map.of(directory, "/srv/one", name, "one"));

        assertThat(place.logDirectory(null, "mq")).isEqualTo(Path.of("/srv/one/rocketmq-xa/mq"));
        assertThat(place.node()).isEqualTo("one");
    }

    @Test
    void whatIsConfiguredWins() {
        ServerPlace place = place(Map.of("jboss.server.data.dir", "/srv/one"));

        assertThat(place.logDirectory(" /disk/log ", "mq")).isEqualTo(Path.of("/disk/log"));
        assertThat(place.logDirectory(" ", "mq")).isEqualTo(Path.of("/srv/one/rocketmq-xa/mq"));
    }

    @Test
    void anUnknownServerHasNoPlaceForALogAndTheNameOfItsHost() {
        ServerPlace place = place(Map.of("jboss.server.data.dir", ""));

        assertThat(place.logDirectory(null, "mq")).isNull();
        assertThat(place.node()).isNotEmpty().matches("[A-Za-z0-9_-]{1,100}");
    }

    @Test
    void aNameBecomesWhatBrokersTakeInAGroup() {
        String longName = "node 1.example.org/".repeat(20);

        assertThat(place(Map.of("jboss.node.name", longName)).node())
                .hasSize(100)
                .startsWith("node_1_example_org_node");
    }

    private static ServerPlace place(Map<String, String> properties) {
        return new ServerPlace(properties::get);
    }
}
