package io.rocketjca.impl.connector;

import io.rocketjca.Message;
import io.rocketjca.ReplyMessage;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.producer.MessageProducer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sends at once, whatever becomes of a transaction. */
final class ImmediateSends implements Sends {

    private final ClientLease lease;
    private final MessageProducer producer;

    ImmediateSends(ClientLease lease, MessageProducer producer) {
        this.lease = lease;
        this.producer = producer;
    }

    @Override
    public SendReceipt send(Message message, SendOptions options) {
        return producer.send(message, options);
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options) {
        return producer.sendAsync(message, options);
    }

    @Override
    public void sendOneWay(Message message, SendOptions options) {
        producer.sendOneWay(message, options);
    }

    @Override
    public List<SendOutcome> sendAll(Collection<Message> messages, SendOptions options) {
        return producer.sendAll(messages, options);
    }

    @Override
    public CompletionStage<ReplyMessage> request(Message message, Duration timeout, SendOptions options) {
        return lease.request(producer, message, timeout, options);
    }
}
