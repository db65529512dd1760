package io.rocketjca.bench.app;

import io.rocketjca.Message;
import io.rocketjca.MessageSender;
import io.rocketjca.bench.client.Bodies;
import io.rocketjca.bench.client.Completion;
import io.rocketjca.bench.client.Producer;
import jakarta.enterprise.concurrent.ManagedThreadFactory;

/** Sends as applications do: through an injected sender. */
final class InjectedSubject extends ManagedSubject {

    private final MessageSender sender;

    InjectedSubject(MessageSender sender, ManagedThreadFactory threads) {
        super(threads);
        this.sender = sender;
    }

    @Override
    public Producer producer(int index, String topic, byte[] body) {
        return new Injected(sender, topic, body);
    }

    private record Injected(MessageSender sender, String topic, byte[] body) implements Producer {

        @Override
        public void send() {
            sender.send(message());
        }

        @Override
        public void sendAsync(Completion completion) {
            sender.sendAsync(message()).whenComplete(completion);
        }

        @Override
        public void sendOneWay() {
            sender.sendOneWay(message());
        }

        @Override
        public void close() {
            // the server closes it with the application
        }

        private Message message() {
            return Message.to(topic).tag(Bodies.TAG).body(body).build();
        }
    }
}
