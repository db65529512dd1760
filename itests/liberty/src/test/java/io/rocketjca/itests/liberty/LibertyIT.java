package io.rocketjca.itests.liberty;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.server.FullServer;
import io.rocketjca.itests.server.OrdersDatabase;
import io.rocketjca.itests.server.OrdersSample;
import io.rocketjca.itests.server.TransactionContract;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An Open Liberty, set up by the very configuration that the page for administrators tells, and transactions of one that dies. */
@RocketMQServer
class LibertyIT extends TransactionContract {

    /** What it cannot recover at once it tries again after a minute. */
    private static final Duration RECOVERY = Duration.ofMinutes(4);

    /**
     * This server closes its connection between looking for branches and ending them; an embedded H2 that closed with it did not know
     * its branch any more.
     */
    private static final String STAYS_OPEN = ";DB_CLOSE_DELAY=-1";

    private final RocketMQ rocketmq;
    private Liberty server;

    LibertyIT(RocketMQ rocketmq) {
        super(rocketmq, "liberty", RECOVERY);
        this.rocketmq = rocketmq;
    }

    @Override
    protected FullServer start() throws IOException, InterruptedException {
        server = Liberty.create();
        return server;
    }

    @Override
    protected void setUp(OrdersDatabase database, String nameServers) throws IOException, InterruptedException {
        rocketmq.createTopic(OrdersSample.TOPIC, 4);
        server.setUp(nameServers, """
                  <connectionFactory id="xa0" jndiName="rocketmq/xa/0">
                    <properties.rocketjca producerGroup="orders"/>
                  </connectionFactory>
                  <library id="halting">
                    <file name="${server.config.dir}/database.jar"/>
                    <file name="${server.config.dir}/h2.jar"/>
                  </library>
                  <dataSource id="itest" jndiName="jdbc/itest" type="javax.sql.XADataSource">
                    <jdbcDriver libraryRef="halting" javax.sql.XADataSource="%s"/>
                    <properties url="%s" user="%s" password="%s" haltFile="%s"/>
                  </dataSource>
                  <webApplication id="itest" location="itest.war" contextRoot="/itest">
                    <classloader classProviderRef="rocketjca"/>
                  </webApplication>
                """.formatted(
                        OrdersDatabase.DATA_SOURCE,
                        database.url() + STAYS_OPEN,
                        OrdersDatabase.USER,
                        OrdersDatabase.PASSWORD,
                        database.haltFile()));
    }

    @Override
    protected void undo() {
        // it is all in the server's directory
    }

    @Override
    protected String warning() {
        return "recovery seems not to be set up on this server. Add <transaction recoverOnStartup";
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "sendAsync", "sendOneWay"})
    void anInjectedSenderSendsInEveryMode(String mode) throws Exception {
        new OrdersSample(server.url(), rocketmq).sends("liberty", mode);
    }
}
