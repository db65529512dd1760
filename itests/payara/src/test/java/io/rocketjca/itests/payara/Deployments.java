package io.rocketjca.itests.payara;

import org.jboss.arquillian.container.test.api.Deployer;

/** Deploys the adapter, configures it, and deploys the application, in the order of an administrator. */
final class Deployments {

    static final String ADAPTER = "adapter";
    static final String APPLICATION = "application";
    static final String MANY = "rocketmq/many/";
    static final int MANY_FACTORIES = 50;

    /** Encrypted and signed, and trusting any certificate; the first use of TLS in a busy JVM may take seconds. */
    static final String ENCRYPTED = "rocketmq/encrypted/";

    /** Encrypted, and trusting what the JVM trusts. */
    static final String VERIFIED = "rocketmq/verified/";

    private final Deployer deployer;

    Deployments(Deployer deployer) {
        this.deployer = deployer;
    }

    void deploy() {
        deployer.deploy(ADAPTER);
        createConnectionFactories();
        deployer.deploy(APPLICATION);
    }

    /** Deploys everything once more, after it was undeployed. */
    void redeploy(String nameServers) {
        administrator().redeployAdapter(nameServers);
        createConnectionFactories();
        administrator().redeployApplication();
    }

    private static void createConnectionFactories() {
        Administrator administrator = administrator();
        administrator.createConnectionFactory("rocketmq/ConnectionFactory", "producerGroup=itest");
        administrator.pingPool("rocketmq/ConnectionFactory");
        for (int i = 0; i < MANY_FACTORIES; i++) {
            administrator.createConnectionFactory(MANY + i, "producerGroup=itest-" + i);
        }
        administrator.createConnectionFactory(
                ENCRYPTED + 0,
                "tlsEnabled=true",
                "tlsVerifyCertificate=false",
                "userName=itest",
                "password=itest-secret");
        administrator.createConnectionFactory(VERIFIED + 0, "sendTimeoutMillis=20000", "tlsEnabled=true");
    }

    /** Takes everything of the adapter away from under the application, which stays deployed. */
    void undeployAdapter() {
        deleteConnectionFactories();
        administrator().undeployAdapter();
    }

    /** As long as there are any, the adapter cannot be undeployed. */
    static void deleteConnectionFactories() {
        Administrator administrator = administrator();
        administrator.deleteConnectionFactory("rocketmq/ConnectionFactory");
        for (int i = 0; i < MANY_FACTORIES; i++) {
            administrator.deleteConnectionFactory(MANY + i);
        }
        administrator.deleteConnectionFactory(ENCRYPTED + 0);
        administrator.deleteConnectionFactory(VERIFIED + 0);
    }

    void undeployApplication() {
        administrator().undeployApplication();
    }

    /** There is none before the server has started. */
    private static Administrator administrator() {
        return new Administrator();
    }
}
