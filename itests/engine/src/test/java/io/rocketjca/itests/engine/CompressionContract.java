package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.StoredMessage;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.CompressType;
import io.rocketjca.itests.fixture.RocketMQ;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compressed messages, in every way, through a real broker to the official consumer and back to us. */
abstract class CompressionContract {

    private final RocketMQ server;

    CompressionContract(RocketMQ server) {
        this.server = server;
    }

    @ParameterizedTest
    @EnumSource(CompressType.class)
    @Row({"CMP-02", "CFG-14", "CMP-04"})
    void theOfficialConsumerAndOurOwnSearchReadWhatWeCompressed(CompressType type) {
        String topic = "compressed-" + type;
        server.createTopic(topic, 1);
        byte[] body =
                "RocketMQ reads this, however it is compressed. ".repeat(1_000).getBytes();
        try (StandaloneAdapter adapter = StandaloneAdapter.of(server);
                RocketMQConnection connection = adapter.connect(settings -> settings.setCompressType(type.name()))) {
            SendReceipt receipt = connection.send(Message.of(topic, body));
            connection.sendAll(List.of(Message.of(topic, body), Message.of(topic, body)));

            Awaitility.await().untilAsserted(() -> assertThat(server.read(topic))
                    .hasSize(3)
                    .allSatisfy(message -> assertThat(message.body()).isEqualTo(body)));
            Awaitility.await().untilAsserted(() -> {
                Optional<StoredMessage> found = connection.find(topic, receipt.messageId());
                assertThat(found).hasValueSatisfying(message -> assertThat(message.body())
                        .isEqualTo(body));
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
