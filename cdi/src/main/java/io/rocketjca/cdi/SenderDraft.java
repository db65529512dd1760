package io.rocketjca.cdi;

import io.rocketjca.Message;
import io.rocketjca.MessageDraft;
import io.rocketjca.MessageOptions;
import io.rocketjca.MessageSender;
import io.rocketjca.ReplyMessage;
import io.rocketjca.SendReceipt;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A message being written for one sender. */
final class SenderDraft implements MessageDraft {

    private final MessageSender sender;
    private final JsonPayloads payloads;
    private final Message.Builder builder;

    SenderDraft(MessageSender sender, JsonPayloads payloads, Message.Builder builder) {
        this.sender = sender;
        this.payloads = payloads;
        this.builder = builder;
    }

    @Override
    public MessageDraft tag(String tag) {
        builder.tag(tag);
        return this;
    }

    @Override
    public MessageDraft key(Object key) {
        builder.key(key);
        return this;
    }

    @Override
    public MessageDraft flag(int flag) {
        builder.flag(flag);
        return this;
    }

    @Override
    public MessageDraft property(String name, String value) {
        builder.property(name, value);
        return this;
    }

    @Override
    public MessageDraft queue(String brokerName, int queueId) {
        builder.queue(brokerName, queueId);
        return this;
    }

    @Override
    public MessageDraft orderingKey(String key) {
        builder.orderingKey(key);
        return this;
    }

    @Override
    public MessageDraft orderingKey(long key) {
        builder.orderingKey(key);
        return this;
    }

    @Override
    public MessageDraft options(MessageOptions options) {
        builder.options(options);
        return this;
    }

    @Override
    public MessageDraft body(byte[] body) {
        builder.body(body);
        return this;
    }

    @Override
    public MessageDraft text(String text) {
        builder.text(text);
        return this;
    }

    @Override
    public MessageDraft json(Object payload) {
        builder.body(payloads.write(payload));
        return this;
    }

    @Override
    public Message message() {
        return builder.build();
    }

    @Override
    public SendReceipt send() {
        return sender.send(message());
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync() {
        return sender.sendAsync(message());
    }

    @Override
    public void sendOneWay() {
        sender.sendOneWay(message());
    }

    @Override
    public CompletionStage<ReplyMessage> request(Duration timeout) {
        return sender.request(message(), timeout);
    }
}
