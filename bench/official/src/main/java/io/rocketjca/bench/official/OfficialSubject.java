package io.rocketjca.bench.official;

import io.rocketjca.bench.client.Bodies;
import io.rocketjca.bench.client.Completion;
import io.rocketjca.bench.client.Producer;
import io.rocketjca.bench.client.Subject;
import java.util.ArrayList;
import java.util.List;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.message.Message;

/** The official client with default settings, one {@code DefaultMQProducer} per producer. */
public class OfficialSubject implements Subject {

    private final List<DefaultMQProducer> producers = new ArrayList<>();
    private final List<OfficialTransactions> transactions = new ArrayList<>();
    private final boolean autoBatch;

    public OfficialSubject() {
        this(false);
    }

    /** With or without {@code autoBatch}. */
    OfficialSubject(boolean autoBatch) {
        this.autoBatch = autoBatch;
    }

    @Override
    public void start(String nameServers, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            DefaultMQProducer producer = new DefaultMQProducer("bench-official-" + i);
            producer.setNamesrvAddr(nameServers);
            producer.setAutoBatch(autoBatch);
            producer.start();
            producers.add(producer);
            transactions.add(new OfficialTransactions(nameServers, "bench-official-tx-" + i));
        }
    }

    @Override
    public Producer producer(int index, String topic, byte[] body) {
        return new Sender(producers.get(index), transactions.get(index), topic, body);
    }

    @Override
    public void stop() {
        producers.forEach(DefaultMQProducer::shutdown);
        transactions.forEach(OfficialTransactions::stop);
    }

    private record Sender(DefaultMQProducer producer, OfficialTransactions transactions, String topic, byte[] body)
            implements Producer {

        @Override
        public void send() throws Exception {
            producer.send(message());
        }

        @Override
        public void sendAsync(Completion completion) {
            try {
                producer.send(message(), new Callback(completion));
            } catch (Exception e) {
                completion.accept(null, e);
            }
        }

        @Override
        public void sendOneWay() throws Exception {
            producer.sendOneway(message());
        }

        @Override
        public void sendBatch() throws Exception {
            List<Message> messages = new ArrayList<>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                messages.add(message());
            }
            producer.send(messages);
        }

        @Override
        public void sendInTransaction() throws Exception {
            transactions.commit(message());
        }

        @Override
        public void close() {
            // producers live as long as the subject
        }

        private Message message() {
            return new Message(topic, Bodies.TAG, body);
        }
    }

    private record Callback(Completion completion) implements SendCallback {

        @Override
        public void onSuccess(SendResult result) {
            completion.accept(result, null);
        }

        @Override
        public void onException(Throwable failure) {
            completion.accept(null, failure);
        }
    }
}
