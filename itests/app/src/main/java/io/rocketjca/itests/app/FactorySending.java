package io.rocketjca.itests.app;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.SendReceipt;
import jakarta.resource.ResourceException;
import java.util.concurrent.CompletionStage;

/** Sends through a connection factory, without the help of CDI; the beans differ in how they refer to it. */
public abstract class FactorySending implements Sending {

    /** The factory, as the container has injected it. */
    protected abstract RocketMQConnectionFactory factory();

    @Override
    public SendReceipt send(Message message) {
        try (RocketMQConnection connection = factory().getConnection()) {
            return connection.send(message);
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message) {
        try (RocketMQConnection connection = factory().getConnection()) {
            return connection.sendAsync(message);
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void sendOneWay(Message message) {
        try (RocketMQConnection connection = factory().getConnection()) {
            connection.sendOneWay(message);
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }
}
