package io.rocketjca.itests.payara;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RunningServer;
import java.util.Properties;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is left when the adapter is taken away: nothing running, and clear words. */
@RocketMQServer(nameServersProperty = PayaraSetup.NAME_SERVERS)
@ExtendWith(PayaraSetup.class)
@ArquillianTest
class UndeployIT {

    private static final String TOPIC = "payara-undeploy";

    @RunningServer
    private RocketMQ server;

    private final Application application = new Application();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "adapter", managed = false, testable = false)
    static ResourceAdapterArchive adapter() {
        return Archives.adapter();
    }

    @Deployment(name = "application", managed = false, testable = false)
    static WebArchive application() {
        return Archives.application();
    }

    @Test
    void anUndeployedAdapterLeavesNoThreadAndSendsAreRefusedInClearWords() throws Exception {
        server.createTopic(TOPIC, 1);
        for (int round = 1; round <= 2; round++) {
            deployer.deploy("adapter");
            deployer.deploy("application");
            assertThat(application.send("servlet", "send", TOPIC, new byte[] {1}))
                    .containsEntry("status", "SEND_OK");
            assertThat(AdapterThreads.names()).isNotEmpty();

            deployer.undeploy("adapter");

            assertThat(AdapterThreads.names()).isEmpty();
            for (String mode : new String[] {"send", "sendAsync", "sendOneWay"}) {
                Properties told = application.send("servlet", mode, TOPIC, new byte[] {2});
                assertThat(told.getProperty("failure")).as(mode).contains("io.rocketjca.");
            }
            deployer.undeploy("application");
            assertThat(server.read(TOPIC)).hasSize(round);
        }
    }
}
