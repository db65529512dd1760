package io.rocketjca.itests.payara;

import io.rocketjca.itests.fixture.EmbeddedServerConfig;
import io.rocketjca.itests.fixture.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Prepares what the embedded server reads when it starts: free ports, and the adapter's configuration. */
final class PayaraSetup implements BeforeAllCallback {

    static final String NAME_SERVERS = "itest.name.servers";
    private static final String HTTP_PORT = "itest.http.port";
    private static final String HTTPS_PORT = "itest.https.port";

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (System.getProperty(HTTP_PORT) != null) {
            return;
        }
        int port = FreePort.find();
        EmbeddedServerConfig.write(Path.of("target/domain.xml"), port);
        System.setProperty(HTTP_PORT, Integer.toString(port));
        System.setProperty(HTTPS_PORT, Integer.toString(FreePort.find()));
        Files.writeString(Path.of("target/glassfish-resources.xml"), resources());
    }

    static String applicationUrl() {
        return "http://127.0.0.1:" + System.getProperty(HTTP_PORT) + "/itest/";
    }

    /** What the adapter reads when it starts comes before it is deployed; the rest comes after, see {@link Administrator}. */
    private static String resources() {
        return """
                <!DOCTYPE resources PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Resource Definitions//EN" "http://glassfish.org/dtds/glassfish-resources_1_5.dtd">
                <resources>
                  <resource-adapter-config resource-adapter-name="rocketjca">
                    <property name="nameServers" value="${%s}"/>
                  </resource-adapter-config>
                </resources>
                """.formatted(NAME_SERVERS);
    }
}
