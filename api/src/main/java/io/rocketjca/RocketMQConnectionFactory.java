package io.rocketjca;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import java.io.Serializable;
import java.util.concurrent.Executor;

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

    /**
     * Has a checker asked for messages of {@link RocketMQConnection#sendInTransaction} whose end is not known, sent by whichever server with
     * the producer group of this factory. Announces the group to the brokers in use.
     *
     * @param checker asked on threads of the executor, by several at a time
     * @param executor runs the checker with the context of its application; what it refuses is asked again later
     * @return the registration, to be closed before the application ends
     * @throws IllegalStateException if the group has a checker already
     * @throws ResourceException if the resource adapter is not running
     */
    CheckerRegistration registerChecker(TransactionChecker checker, Executor executor) throws ResourceException;
}
