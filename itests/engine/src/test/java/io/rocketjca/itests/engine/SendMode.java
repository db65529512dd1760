package io.rocketjca.itests.engine;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import java.util.concurrent.TimeUnit;

/** The three ways to send, as a test goes through them. */
enum SendMode {
    SYNC {
        @Override
        SendReceipt send(RocketMQConnection connection, Message message) {
            return connection.send(message);
        }
    },
    ASYNC {
        @Override
        SendReceipt send(RocketMQConnection connection, Message message) throws Exception {
            return connection.sendAsync(message).toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    },
    ONE_WAY {
        @Override
        SendReceipt send(RocketMQConnection connection, Message message) {
            connection.sendOneWay(message);
            return null;
        }
    };

    /** Sends, and returns the receipt, or {@code null} where there is none. */
    abstract SendReceipt send(RocketMQConnection connection, Message message) throws Exception;
}
