package io.rocketjca.bench.app;

import io.rocketjca.bench.client.Completion;
import io.rocketjca.bench.client.Producer;
import io.rocketjca.bench.control.ControlConnection;
import io.rocketjca.bench.control.ControlConnectionFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.resource.ResourceException;

/** Sends nothing: takes a connection from the pool of the control adapter and gives it back. */
final class ControlSubject extends ManagedSubject {

    private final ControlConnectionFactory factory;

    ControlSubject(ControlConnectionFactory factory, ManagedThreadFactory threads) {
        super(threads);
        this.factory = factory;
    }

    @Override
    public Producer producer(int index, String topic, byte[] body) {
        return new Taking(factory);
    }

    private record Taking(ControlConnectionFactory factory) implements Producer {

        @Override
        public void send() throws ResourceException {
            ControlConnection connection = factory.getConnection();
            connection.close();
        }

        @Override
        public void sendAsync(Completion completion) {
            try {
                send();
                completion.accept(this, null);
            } catch (ResourceException e) {
                completion.accept(null, e);
            }
        }

        @Override
        public void sendOneWay() throws ResourceException {
            send();
        }

        @Override
        public void close() {
            // nothing is kept
        }
    }
}
