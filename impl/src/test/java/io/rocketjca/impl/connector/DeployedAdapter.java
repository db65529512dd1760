package io.rocketjca.impl.connector;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.transaction.log.BranchId;
import jakarta.resource.spi.BootstrapContext;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** The adapter as a server deploys it: made by {@link RarClassLoader}, so that everything here is a class of the archive. */
public final class DeployedAdapter implements Deployment {

    private final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
    private final RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();

    @Override
    public void secure(String trustStore) {
        factory.setUserName("user");
        factory.setPassword("secret");
        factory.setTlsEnabled(true);
        factory.setTlsTrustStore(trustStore);
    }

    @Override
    public void keepLogIn(String directory) {
        adapter.setTransactionLogDirectory(directory);
    }

    @Override
    public void start(BootstrapContext server, String nameServers) throws Exception {
        adapter.setAdapterName(RedeployTest.ADAPTER);
        adapter.setNameServers(nameServers);
        adapter.setConnectTimeoutMillis(20_000);
        adapter.setRequestTimeoutMillis(20_000);
        factory.setSendTimeoutMillis(20_000);
        factory.setResourceAdapter(adapter);
        adapter.start(server);
    }

    @Override
    public void sendInAllModes() throws Exception {
        Message message =
                Message.to("orders").text("hello").tag("t").key("größe").build();
        SendOptions options = SendOptions.defaults();
        try (RocketMQConnection connection =
                (RocketMQConnection) factory.createManagedConnection(null, null).getConnection(null, null)) {
            connection.send(message, options);
            connection
                    .sendAsync(message, options)
                    .thenApply(receipt -> receipt.messageId())
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            connection.sendOneWay(message, options);
        }
    }

    @Override
    public void commitInTwoPhases() throws Exception {
        RocketMQManagedConnection managed = (RocketMQManagedConnection) factory.createManagedConnection(null, null);
        XAResource resource = managed.getXAResource();
        Xid xid = new BranchXid(BranchId.of(1, new byte[] {1}, new byte[] {2}));
        resource.start(xid, XAResource.TMNOFLAGS);
        try (RocketMQConnection connection = (RocketMQConnection) managed.getConnection(null, null)) {
            connection.send(Message.to("orders").text("inside").build());
        }
        resource.end(xid, XAResource.TMSUCCESS);
        resource.prepare(xid);
        resource.commit(xid, false);
        managed.destroy();
    }

    @Override
    public void stop() {
        adapter.stop();
    }
}
