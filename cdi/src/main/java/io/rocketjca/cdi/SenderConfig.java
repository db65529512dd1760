package io.rocketjca.cdi;

import io.rocketjca.TransactionMode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what an injected {@link io.rocketjca.MessageSender} sends through. Optional: {@code @Inject MessageSender} alone
 * takes the default connection factory.
 *
 * <p>Not a qualifier. It stands beside {@code @Inject} on a field, on a parameter, or on an annotation of the application's
 * own, which may then stand there instead:
 *
 * <pre>{@code
 * @SenderConfig(connectionFactory = "java:app/rocketmq/orders", topic = "orders")
 * @Retention(RetentionPolicy.RUNTIME)
 * public @interface OrdersSender {}
 *
 * @Inject @OrdersSender MessageSender orders;
 * }</pre>
 *
 * <p>Blank names, a negative timeout, and two configurations that differ at one injection point fail the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface SenderConfig {

    /**
     * The JNDI name of the connection factory.
     *
     * @return a JNDI name; empty for the first of {@code java:app/rocketmq/ConnectionFactory} and
     *     {@code rocketmq/ConnectionFactory} that is bound
     */
    String connectionFactory() default "";

    /**
     * The topic of {@link io.rocketjca.MessageSender#toDefaultTopic()}.
     *
     * @return a topic; empty for none
     */
    String topic() default "";

    /**
     * The time in which a send must end, including the wait for a route and all retries.
     *
     * @return milliseconds; 0 for the {@code sendTimeoutMillis} of the connection factory
     */
    long timeoutMillis() default 0;

    /**
     * How the sends of this injection point stand to the transaction of the calling thread.
     *
     * @return the mode; to join the transaction unless given
     */
    TransactionMode transaction() default TransactionMode.JOIN;
}
