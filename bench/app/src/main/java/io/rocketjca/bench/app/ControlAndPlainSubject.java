package io.rocketjca.bench.app;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.bench.client.Bodies;
import io.rocketjca.bench.client.Completion;
import io.rocketjca.bench.client.Producer;
import io.rocketjca.bench.control.ControlConnection;
import io.rocketjca.bench.control.ControlConnectionFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.resource.ResourceException;

/**
 * What a send of ours consists of, without our part of the pool: a connection of the control adapter is taken and given back, and the
 * message goes over a connection that is open all the time.
 */
final class ControlAndPlainSubject extends ManagedSubject {

    private final RocketMQConnectionFactory factory;
    private final ControlConnectionFactory control;

    ControlAndPlainSubject(
            RocketMQConnectionFactory factory, ControlConnectionFactory control, ManagedThreadFactory threads) {
        super(threads);
        this.factory = factory;
        this.control = control;
    }

    @Override
    public Producer producer(int index, String topic, byte[] body) throws ResourceException {
        return new Sending(factory.getConnection(), control, topic, body);
    }

    private record Sending(RocketMQConnection connection, ControlConnectionFactory control, String topic, byte[] body)
            implements Producer {

        @Override
        public void send() throws ResourceException {
            ControlConnection taken = control.getConnection();
            try {
                connection.send(message());
            } finally {
                taken.close();
            }
        }

        @Override
        public void sendAsync(Completion completion) {
            try {
                ControlConnection taken = control.getConnection();
                try {
                    connection.sendAsync(message()).whenComplete(completion);
                } finally {
                    taken.close();
                }
            } catch (ResourceException e) {
                completion.accept(null, e);
            }
        }

        @Override
        public void sendOneWay() throws ResourceException {
            ControlConnection taken = control.getConnection();
            try {
                connection.sendOneWay(message());
            } finally {
                taken.close();
            }
        }

        @Override
        public void close() {
            connection.close();
        }

        private Message message() {
            return Message.to(topic).tag(Bodies.TAG).body(body).build();
        }
    }
}
