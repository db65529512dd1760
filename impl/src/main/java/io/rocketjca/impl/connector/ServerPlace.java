package io.rocketjca.impl.connector;

import io.rocketjca.impl.config.TransactionConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Where this server is and what it is called, as the servers tell by system properties: Payara and GlassFish, WildFly, Open
 * Liberty.
 */
final class ServerPlace {

    private static final String[] DIRECTORIES = {
        "com.sun.aas.instanceRoot", "jboss.server.data.dir", "server.output.dir", "wlp.server.dir"
    };
    private static final String[] NAMES = {"com.sun.aas.instanceName", "jboss.node.name", "wlp.server.name"};
    private static final String LOGS = "rocketmq-xa";

    private final UnaryOperator<String> properties;

    /**
     * @param properties tells system properties, {@code null} for one that is not set
     */
    ServerPlace(UnaryOperator<String> properties) {
        this.properties = properties;
    }

    static ServerPlace ofThisProcess() {
        return new ServerPlace(System::getProperty);
    }

    /** The name of the server instance, else that of the host. */
    String node() {
        String name = first(NAMES);
        return TransactionConfig.nodeName(name == null ? host() : name);
    }

    /** The configured directory, else one of this adapter within that of the server, else {@code null}. */
    Path logDirectory(String configured, String adapterName) {
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured.strip());
        }
        String directory = first(DIRECTORIES);
        return directory == null || adapterName == null ? null : Path.of(directory, LOGS, adapterName);
    }

    /** In words, how recovery is set up on this server, which is off on most. */
    String recoverySetup() {
        if (set("com.sun.aas.instanceRoot")) {
            return "Run: asadmin set configs.config.server-config.transaction-service.automatic-recovery=true (with the name"
                    + " of this instance's configuration), and restart.";
        }
        if (set("jboss.server.data.dir")) {
            return "Set recovery-username and recovery-password on the connection definition, to a RocketMQ user's or without access"
                    + " control to any values, and reload.";
        }
        if (set("server.output.dir") || set("wlp.server.dir")) {
            return "Add <transaction recoverOnStartup=\"true\"/> to server.xml, and restart.";
        }
        return TransactionConfig.ANY_SETUP;
    }

    private boolean set(String property) {
        return first(new String[] {property}) != null;
    }

    private String first(String[] names) {
        for (String name : names) {
            String value = properties.apply(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "node"; // a host that does not know its own name
        }
    }
}
