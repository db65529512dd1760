package io.rocketjca.itests.app;

import io.rocketjca.Message;
import io.rocketjca.MessageSender;
import io.rocketjca.SendReceipt;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** Sends through an injected sender; the kinds of beans differ in how they get and keep it. */
public abstract class InjectedSending implements Sending {

    @Inject
    private MessageSender sender;

    /** For beans, into which the sender is injected. */
    protected InjectedSending() {}

    /** For what has a sender of its own. */
    protected InjectedSending(MessageSender sender) {
        this.sender = sender;
    }

    @Override
    public SendReceipt send(Message message) {
        return sender.send(message);
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message) {
        return sender.sendAsync(message);
    }

    @Override
    public void sendOneWay(Message message) {
        sender.sendOneWay(message);
    }
}
