package io.rocketjca.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.MessageSender;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SenderPassivationTest {

    private final RecordingFactory before = new RecordingFactory();
    private final RecordingFactory after = new RecordingFactory();

    /** Keeps a sender the way a passivating bean's field does. */
    @Dependent
    static class SerializableHolder implements Serializable {

        private static final long serialVersionUID = 1L;

        private final Object sender;

        SerializableHolder() {
            sender = null;
        }

        @Inject
        SerializableHolder(@SenderConfig(topic = "carts", timeoutMillis = 500) MessageSender sender) {
            this.sender = sender;
        }

        MessageSender sender() {
            return (MessageSender) sender;
        }
    }

    @BeforeEach
    void bind() {
        MemoryNaming.reset();
        MemoryNaming.BOUND.put("rocketmq/ConnectionFactory", before);
    }

    @Test
    void aSenderReadBackLooksItsFactoryUpAgainAndKeepsItsSettings() throws Exception {
        byte[] passivated;
        try (WeldContainer container = CdiApplication.start(SerializableHolder.class)) {
            SerializableHolder holder =
                    container.select(SerializableHolder.class).get();
            holder.sender().toDefaultTopic().text("1").send();
            passivated = write(holder);
        }
        MemoryNaming.BOUND.put("rocketmq/ConnectionFactory", after);
        try (WeldContainer container = CdiApplication.start(SerializableHolder.class)) {
            assertThat(container.isRunning()).isTrue();
            read(passivated).sender().toDefaultTopic().text("2").send();
        }
        assertThat(before.sent).hasSize(1);
        assertThat(after.sent).hasSize(1);
        assertThat(after.sent.get(0).message().topic()).isEqualTo("carts");
        assertThat(after.sent.get(0).options().timeout()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aSenderReadBackSharesWhatTheApplicationHasFound() throws Exception {
        try (WeldContainer container = CdiApplication.start(SerializableHolder.class)) {
            SerializableHolder holder =
                    container.select(SerializableHolder.class).get();
            holder.sender().toDefaultTopic().text("1").send();
            MemoryNaming.LOOKED_UP.clear();
            read(write(holder)).sender().toDefaultTopic().text("2").send();
        }
        assertThat(before.sent).hasSize(2);
        assertThat(MemoryNaming.LOOKED_UP).isEmpty();
    }

    private static byte[] write(Object object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static SerializableHolder read(byte[] bytes) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (SerializableHolder) in.readObject();
        }
    }
}
