package io.rocketjca.itests.payara;

import org.jboss.arquillian.container.test.api.Deployer;

/** Deploys the adapter, configures it, and deploys the application, in the order of an administrator. */
final class Deployments {

    static final String ADAPTER = "adapter";
    static final String APPLICATION = "application";
    static final int MANY_FACTORIES = 50;

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
        administrator.createConnectionFactory("rocketmq/ConnectionFactory", "itest");
        administrator.pingPool("rocketmq/ConnectionFactory");
        for (int i = 0; i < MANY_FACTORIES; i++) {
            administrator.createConnectionFactory("rocketmq/many/" + i, "itest-" + i);
        }
    }

    /** Takes everything of the adapter away from under the application, which stays deployed. */
    void undeployAdapter() {
        Administrator administrator = administrator();
        administrator.deleteConnectionFactory("rocketmq/ConnectionFactory");
        for (int i = 0; i < MANY_FACTORIES; i++) {
            administrator.deleteConnectionFactory("rocketmq/many/" + i);
        }
        administrator.undeployAdapter();
    }

    void undeployApplication() {
        administrator().undeployApplication();
    }

    /** There is none before the server has started. */
    private static Administrator administrator() {
        return new Administrator();
    }
}
