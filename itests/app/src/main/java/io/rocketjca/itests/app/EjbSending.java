package io.rocketjca.itests.app;

import io.rocketjca.Message;
import io.rocketjca.MessageSender;
import io.rocketjca.SendReceipt;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** Sends from an enterprise bean. */
@Stateless
@LocalBean
public class EjbSending implements Sending {

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
