package io.rocketjca.itests.app;

import io.rocketjca.Message;
import io.rocketjca.SendReceipt;
import java.util.concurrent.CompletionStage;

/** A place in the application from which messages are sent. */
public interface Sending {

    SendReceipt send(Message message);

    CompletionStage<SendReceipt> sendAsync(Message message);

    void sendOneWay(Message message);
}
