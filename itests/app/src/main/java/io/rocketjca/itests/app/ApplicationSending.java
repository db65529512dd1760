package io.rocketjca.itests.app;

import io.rocketjca.Message;
import io.rocketjca.MessageSender;
import io.rocketjca.SendReceipt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** Sends from a bean that lives as long as the application. */
@ApplicationScoped
public class ApplicationSending implements Sending {

    @Inject
    private MessageSender sender;

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
