package io.rocketjca.itests.app;

import io.rocketjca.RocketMQConnectionFactory;
import jakarta.annotation.Resource;
import jakarta.annotation.Resource.AuthenticationType;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends as the user that the container has for this application's reference. */
@ApplicationScoped
public class ContainerSending extends FactorySending {

    @Resource(
            name = "rocketmq/signed",
            lookup = "rocketmq/ConnectionFactory",
            authenticationType = AuthenticationType.CONTAINER)
    private RocketMQConnectionFactory factory;

    @Override
    protected RocketMQConnectionFactory factory() {
        return factory;
    }
}
