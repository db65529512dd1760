package io.rocketjca.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says for which connection factory a bean of type {@link io.rocketjca.TransactionChecker} is asked. Optional: without it, for the
 * default connection factory.
 *
 * <pre>{@code
 * @ApplicationScoped
 * @CheckerConfig(connectionFactory = "java:app/rocketmq/orders")
 * public class OrderChecker implements TransactionChecker { … }
 * }</pre>
 *
 * <p>The bean is asked from the application's start to its end, for messages of {@link
 * io.rocketjca.MessageSender#sendInTransaction} that carry the factory's producer group, on the application's default managed
 * executor, one at a time, with the request context active. Two beans for one factory fail the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CheckerConfig {

    /**
     * The JNDI name of the connection factory.
     *
     * @return a JNDI name; empty for the first of {@code java:app/rocketmq/ConnectionFactory} and
     *     {@code rocketmq/ConnectionFactory} that is bound
     */
    String connectionFactory() default "";
}
