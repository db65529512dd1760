package io.rocketjca.itests.app;

import io.rocketjca.RocketMQConnectionFactory;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends through the connection factory that the server has under its name. */
@ApplicationScoped
public class ResourceSending extends FactorySending {

    @Resource(lookup = "rocketmq/ConnectionFactory")
    private RocketMQConnectionFactory factory;

    @Override
    protected RocketMQConnectionFactory factory() {
        return factory;
    }
}
