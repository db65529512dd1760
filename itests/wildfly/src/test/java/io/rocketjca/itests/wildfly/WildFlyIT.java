package io.rocketjca.itests.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.server.FullServer;
import io.rocketjca.itests.server.OrdersDatabase;
import io.rocketjca.itests.server.OrdersSample;
import io.rocketjca.itests.server.TransactionContract;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A full WildFly, set up by the very commands that the page for administrators tells, and transactions of one that dies. */
@RocketMQServer
class WildFlyIT extends TransactionContract {

    /** What nobody claims is rolled back at the second look, 20 seconds after the first. */
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final RocketMQ rocketmq;
    private WildFly server;
    private String setUp;

    WildFlyIT(RocketMQ rocketmq) {
        super(rocketmq, "wildfly", RECOVERY);
        this.rocketmq = rocketmq;
    }

    @Override
    protected FullServer start() throws IOException, InterruptedException {
        server = WildFly.start();
        return server;
    }

    @Override
    protected void setUp(OrdersDatabase database, String nameServers) throws IOException, InterruptedException {
        rocketmq.createTopic(OrdersSample.TOPIC, 4);
        setUp = server.setUp(nameServers);
        server.cli("application", """
                /subsystem=naming/binding=java\\:\\/rocketmq\\/xa\\/0:add(binding-type=lookup, lookup=java:/rocketmq/ConnectionFactory)
                %sdeploy itest.war
                """.formatted(dataSource(database)));
    }

    @Override
    protected void undo() throws IOException, InterruptedException {
        server.cli("application-remove", "undeploy itest.war\n");
        server.remove();
    }

    /** The commands that bind the data source, whose branches are recovered too. */
    private String dataSource(OrdersDatabase database) throws IOException {
        return """
                module add --name=io.rocketjca.itests.database --module-root-dir=%s --resources=database.jar:%s --dependencies=java.se
                /subsystem=datasources/jdbc-driver=halting:add(driver-name=halting, driver-module-name=io.rocketjca.itests.database, driver-class-name=org.h2.Driver, driver-xa-datasource-class-name=%s)
                xa-data-source add --name=orders --jndi-name=java:/jdbc/itest --driver-name=halting --xa-datasource-properties={Url=>"%s",HaltFile=>"%s"} --user-name=%s --password=%s --recovery-username=%6$s --recovery-password=%7$s
                """.formatted(
                        server.modules(),
                        server.h2(),
                        OrdersDatabase.DATA_SOURCE,
                        database.url(),
                        database.haltFile(),
                        OrdersDatabase.USER,
                        OrdersDatabase.PASSWORD);
    }

    @Override
    protected String warning() {
        return "recovery seems not to be set up on this server. Set recovery-username and recovery-password on the"
                + " connection definition";
    }

    @Test
    void thePoolAnswersTheTest() {
        assertThat(setUp).contains("\"result\" => [true]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "sendAsync", "sendOneWay"})
    void anInjectedSenderSendsInEveryMode(String mode) throws Exception {
        new OrdersSample(server.url(), rocketmq).sends("wildfly", mode);
    }
}
