package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server tells of itself by system properties. */
class ServerPlaceTest {

    @ParameterizedTest
    @CsvSource({
        "com.sun.aas.instanceRoot, asadmin set configs.config.server-config.transaction-service.automatic-recovery=true",
        "jboss.server.data.dir, recovery-username",
        "server.output.dir, <transaction recoverOnStartup=\"true\"/>",
        "java.home, in the settings of the server's transaction manager"
    })
    void recoveryIsSetUpAsTheServerAsksFor(String property, String words) {
        ServerPlace place = new ServerPlace(Map.of(property, "/there")::get);

        assertThat(place.recoverySetup()).contains(words);
    }
}
