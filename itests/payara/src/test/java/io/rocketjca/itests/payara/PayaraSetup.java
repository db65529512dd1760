package io.rocketjca.itests.payara;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Prepares what the embedded server reads when it starts: free ports, and resources as an administrator would write them. */
final class PayaraSetup implements BeforeAllCallback {

    static final String NAME_SERVERS = "itest.name.servers";
    static final int MANY_FACTORIES = 50;
    private static final String HTTP_PORT = "itest.http.port";
    private static final String HTTPS_PORT = "itest.https.port";

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (System.getProperty(HTTP_PORT) != null) {
            return;
        }
        try (ServerSocket http = new ServerSocket(0);
                ServerSocket https = new ServerSocket(0)) {
            System.setProperty(HTTP_PORT, Integer.toString(http.getLocalPort()));
            System.setProperty(HTTPS_PORT, Integer.toString(https.getLocalPort()));
        }
        Files.writeString(Path.of("target/glassfish-resources.xml"), resources());
    }

    static String applicationUrl() {
        return "http://localhost:" + System.getProperty(HTTP_PORT) + "/itest/";
    }

    private static String resources() {
        StringBuilder xml = new StringBuilder("""
                <!DOCTYPE resources PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Resource Definitions//EN" "http://glassfish.org/dtds/glassfish-resources_1_5.dtd">
                <resources>
                  <resource-adapter-config resource-adapter-name="rocketjca">
                    <property name="nameServers" value="${%s}"/>
                  </resource-adapter-config>
                """.formatted(NAME_SERVERS));
        appendFactory(xml, "rocketmq/ConnectionFactory", "itest");
        for (int i = 0; i < MANY_FACTORIES; i++) {
            appendFactory(xml, "rocketmq/many/" + i, "itest-" + i);
        }
        return xml.append("</resources>\n").toString();
    }

    private static void appendFactory(StringBuilder xml, String jndiName, String producerGroup) {
        xml.append("""
                  <connector-connection-pool name="%1$s/pool" resource-adapter-name="rocketjca" connection-definition-name="io.rocketjca.RocketMQConnectionFactory" transaction-support="NoTransaction" steady-pool-size="0" max-pool-size="8">
                    <property name="producerGroup" value="%2$s"/>
                  </connector-connection-pool>
                  <connector-resource pool-name="%1$s/pool" jndi-name="%1$s"/>
                """.formatted(jndiName, producerGroup));
    }
}
