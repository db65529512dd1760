package io.rocketjca.bench.ours;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendOutcome;
import io.rocketjca.bench.client.Bodies;
import io.rocketjca.bench.client.Completion;
import io.rocketjca.bench.client.Producer;
import io.rocketjca.bench.client.Subject;
import io.rocketjca.impl.connector.RocketMQManagedConnectionFactory;
import io.rocketjca.impl.connector.RocketMQResourceAdapter;
import io.rocketjca.itests.fixture.ThreadPoolBootstrap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The adapter with default settings, one connection factory per producer, one connection per calling thread. */
public class OursSubject implements Subject {

    private final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
    private final ThreadPoolBootstrap works = new ThreadPoolBootstrap();
    private final List<RocketMQManagedConnectionFactory> factories = new ArrayList<>();
    private final Consumer<RocketMQManagedConnectionFactory> settings;
    private final Path log;
    private final boolean local;

    public OursSubject() {
        this(factory -> {});
    }

    /** With other settings than the defaults. */
    OursSubject(Consumer<RocketMQManagedConnectionFactory> settings) {
        this(settings, Path.of(System.getProperty("java.io.tmpdir"), "branches"), false);
    }

    /**
     * With a log elsewhere.
     *
     * @param log where the log of prepared branches is
     * @param local whether transactions have this resource alone
     */
    OursSubject(Consumer<RocketMQManagedConnectionFactory> settings, Path log, boolean local) {
        this.settings = settings;
        this.log = log;
        this.local = local;
    }

    @Override
    public void start(String nameServers, int producers) throws Exception {
        adapter.setNameServers(nameServers);
        adapter.setTransactionLogDirectory(log.toString());
        adapter.start(works);
        for (int i = 0; i < producers; i++) {
            RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
            factory.setProducerGroup("bench-ours-" + i);
            settings.accept(factory);
            factory.setResourceAdapter(adapter);
            factories.add(factory);
        }
    }

    @Override
    public Producer producer(int index, String topic, byte[] body) throws Exception {
        RocketMQManagedConnectionFactory factory = factories.get(index);
        RocketMQConnection connection = factory.createConnectionFactory().getConnection();
        return new Sender(connection, new OursTransaction(factory, local), topic, body);
    }

    @Override
    public void stop() {
        adapter.stop();
        works.close();
    }

    private record Sender(RocketMQConnection connection, OursTransaction transaction, String topic, byte[] body)
            implements Producer {

        @Override
        public void send() {
            connection.send(message());
        }

        @Override
        public void sendAsync(Completion completion) {
            connection.sendAsync(message()).whenComplete(completion);
        }

        @Override
        public void sendOneWay() {
            connection.sendOneWay(message());
        }

        @Override
        public void sendBatch() {
            List<Message> messages = new ArrayList<>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                messages.add(message());
            }
            connection.sendAll(messages).forEach(SendOutcome::orElseThrow);
        }

        @Override
        public void sendInTransaction() throws Exception {
            transaction.commit(message());
        }

        @Override
        public void close() {
            transaction.close();
            connection.close();
        }

        private Message message() {
            return Message.to(topic).tag(Bodies.TAG).body(body).build();
        }
    }
}
