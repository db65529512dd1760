package io.rocketjca.itests.app.transaction;

import io.rocketjca.MessageSender;
import io.rocketjca.TransactionMode;
import io.rocketjca.cdi.SenderConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** One sender for each way in which a send can stand to a transaction. */
@ApplicationScoped
public class Senders {

    @Inject
    @SenderConfig(connectionFactory = "rocketmq/xa/0")
    private MessageSender joining;

    @Inject
    @SenderConfig(connectionFactory = "rocketmq/xa/1")
    private MessageSender second;

    @Inject
    @SenderConfig(connectionFactory = "rocketmq/xa/0", transaction = TransactionMode.IMMEDIATE)
    private MessageSender immediate;

    @Inject
    @SenderConfig(connectionFactory = "rocketmq/xa/0", transaction = TransactionMode.AFTER_COMMIT)
    private MessageSender afterCommit;

    @Inject
    @SenderConfig(connectionFactory = "rocketmq/local/0")
    private MessageSender local;

    @Inject
    @SenderConfig(connectionFactory = "rocketmq/none/0")
    private MessageSender none;

    MessageSender get(String name) {
        return switch (name) {
            case "joining" -> joining;
            case "second" -> second;
            case "immediate" -> immediate;
            case "afterCommit" -> afterCommit;
            case "local" -> local;
            case "none" -> none;
            default -> throw new IllegalArgumentException("No sender " + name);
        };
    }
}
