package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.config.ProducerConfig;
import java.util.concurrent.CompletionStage;

/** The one way by which messages are sent, in all modes. */
public final class SendPipeline implements MessageProducer {

    private final ProducerConfig config;
    private final SendEnvironment environment;

    public SendPipeline(ProducerConfig config, SendEnvironment environment) {
        this.config = config;
        this.environment = environment;
    }

    @Override
    public SendReceipt send(Message message, SendOptions options) {
        throw new UnsupportedOperationException(config.producerGroup() + environment);
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sendOneWay(Message message, SendOptions options) {
        throw new UnsupportedOperationException();
    }
}
