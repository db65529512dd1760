package io.rocketjca.itests.payara;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RunningServer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What tests in the embedded server have: a broker, the archives that they deploy when they are ready, and the application. */
abstract class EmbeddedServer {

    @RunningServer
    RocketMQ server;

    @ArquillianResource
    Deployer deployer;

    final Application application = new Application();

    @Deployment(name = Deployments.ADAPTER, managed = false, testable = false)
    static ResourceAdapterArchive adapter() {
        return Archives.adapter();
    }

    @Deployment(name = Deployments.APPLICATION, managed = false, testable = false)
    static WebArchive application() {
        return Archives.application();
    }
}
