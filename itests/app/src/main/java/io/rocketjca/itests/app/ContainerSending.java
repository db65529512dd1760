package io.rocketjca.itests.app;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.SendReceipt;
import jakarta.annotation.Resource;
import jakarta.annotation.Resource.AuthenticationType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.resource.ResourceException;
import java.util.concurrent.CompletionStage;

/** Sends as the user that the container has for this application's reference. */
@ApplicationScoped
public class ContainerSending implements Sending {

    @Resource(
            name = "rocketmq/signed",
            lookup = "rocketmq/ConnectionFactory",
            authenticationType = AuthenticationType.CONTAINER)
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
