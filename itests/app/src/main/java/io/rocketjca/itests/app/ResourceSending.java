package io.rocketjca.itests.app;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.SendReceipt;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.resource.ResourceException;
import java.util.concurrent.CompletionStage;

/** Sends through the connection factory, without the help of CDI. */
@ApplicationScoped
public class ResourceSending implements Sending {

    @Resource(lookup = "rocketmq/ConnectionFactory")
    private RocketMQConnectionFactory factory;

    @Override
    public SendReceipt send(Message message) {
        try (RocketMQConnection connection = factory.getConnection()) {
            return connection.send(message);
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message) {
        try (RocketMQConnection connection = factory.getConnection()) {
            return connection.sendAsync(message);
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void sendOneWay(Message message) {
        try (RocketMQConnection connection = factory.getConnection()) {
            connection.sendOneWay(message);
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }
}
