package io.rocketjca.impl.connector;

import io.rocketjca.Message;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.Subject;

/** A started resource adapter over a {@link RecordingEngine}, and one associated managed connection factory. */
final class ConnectorFixture {

    static final Message MESSAGE = Message.of("orders", new byte[] {1});

    final RecordingEngine engine = new RecordingEngine();
    final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter(engine);
    final RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();

    static ConnectorFixture started() {
        ConnectorFixture fixture = new ConnectorFixture();
        fixture.adapter.setNameServers("127.0.0.1:9876");
        try {
            fixture.adapter.start(null);
            fixture.factory.setResourceAdapter(fixture.adapter);
        } catch (ResourceException failure) {
            throw new AssertionError(failure);
        }
        return fixture;
    }

    RocketMQManagedConnection connection() throws ResourceException {
        return (RocketMQManagedConnection) factory.createManagedConnection(null, null);
    }

    static RocketMQConnectionHandle handle(RocketMQManagedConnection connection) throws ResourceException {
        return (RocketMQConnectionHandle) connection.getConnection(null, RocketMQConnectionRequestInfo.AS_CONFIGURED);
    }

    static Subject subject(ManagedConnectionFactory factory, String user, String password) {
        PasswordCredential credential = new PasswordCredential(user, password.toCharArray());
        credential.setManagedConnectionFactory(factory);
        Subject subject = new Subject();
        subject.getPrivateCredentials().add(credential);
        return subject;
    }

    static <T> T serialized(T object, Class<T> type) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return type.cast(in.readObject());
        }
    }

    /** Remembers the events of a managed connection. */
    static class Events implements ConnectionEventListener {
        final List<ConnectionEvent> all = new ArrayList<>();

        @Override
        public void connectionClosed(ConnectionEvent event) {
            all.add(event);
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            all.add(event);
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {
            all.add(event);
        }

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {
            all.add(event);
        }

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {
            all.add(event);
        }
    }
}
