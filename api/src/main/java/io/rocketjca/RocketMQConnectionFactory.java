package io.rocketjca;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import java.io.Serializable;

/**
 * The connection factory that an administrator configures and an application looks up, by
 * {@code @Resource(lookup = "rocketmq/ConnectionFactory")} for example. Safe for use by many threads.
 */
public interface RocketMQConnectionFactory extends Serializable, Referenceable {

    /**
     * Gets a connection from the container's pool, with the credentials that are configured for it.
     *
     * @return an open connection, to be closed by the caller
     * @throws ResourceException if the container has no connection to give
     */
    RocketMQConnection getConnection() throws ResourceException;

    /**
     * Gets a connection from the container's pool, with credentials of the caller's own.
     *
     * @param accessKey the RocketMQ access key; empty for none
     * @param secretKey the secret that belongs to it
     * @return an open connection, to be closed by the caller
     * @throws ResourceException if the container has no connection to give
     */
    RocketMQConnection getConnection(String accessKey, String secretKey) throws ResourceException;
}
