package io.rocketjca.itests.engine;

import io.rocketjca.RocketMQConnection;
import javax.transaction.xa.XAResource;

/** A connection, and the resource through which a transaction manager drives its transactions. */
record XaSession(RocketMQConnection connection, XAResource xa) {}
