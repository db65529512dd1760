package io.rocketjca.samples.orders;

import io.rocketjca.cdi.SenderConfig;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A sender whose default topic is {@code orders}: the configuration is written once, here. */
@SenderConfig(topic = "orders", timeoutMillis = 2000)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface OrdersSender {}
