package io.rocketjca.bench.ours;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.bench.client.Bodies;
import io.rocketjca.bench.sink.Sink;
import io.rocketjca.impl.connector.RocketMQManagedConnectionFactory;
import io.rocketjca.impl.connector.RocketMQResourceAdapter;
import io.rocketjca.itests.fixture.ThreadPoolBootstrap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A message costs the same whether the application sends to one topic or to thousands, through one factory or many: when it is
 * waited for, as sends usually are. Flat out, with a thousand under way, a send costs so little that it shows when what belongs
 * to thousands of topics does not fit into the processor's caches; then only what is done is the same, not how fast.
 */
class FlatCostTest {

    private static final int TOPICS = 10_000;
    private static final int FACTORIES = 1_000;
    private static final double MOST_WAITED_FOR = 1.2;
    private static final double MOST_FLAT_OUT = 8;

    /** So that every queue of every topic was used once before anything is counted. */
    private static final boolean[] FLAT_OUT_FIRST = {false, true};

    private static final double MOST_BYTES = 1.2;

    /** What other load has spoiled for all rounds of a comparison is measured again; what costs more does so each time. */
    private static final int MOST_COMPARISONS = 4;

    /** Kept, because loggers without an owner are forgotten with their level. */
    private static final Logger LOG = Logger.getLogger("io.rocketjca");

    private final ThreadPoolBootstrap works = new ThreadPoolBootstrap();
    private final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
    private Sink sink;

    @BeforeEach
    void start() throws Exception {
        LOG.setLevel(Level.WARNING); // thousands of new routes are told
        sink = new Sink();
        adapter.setNameServers("127.0.0.1:" + sink.port());
        adapter.start(works);
    }

    @AfterEach
    void stop() throws Exception {
        adapter.stop();
        works.close();
        sink.close();
    }

    @Test
    void tenThousandTopicsCostPerMessageWhatOneCosts() throws Exception {
        RocketMQConnection connection = factory("one").getConnection();
        RocketMQConnection[] connections = {connection};
        String[] topics = new String[TOPICS];
        for (int i = 0; i < TOPICS; i++) {
            topics[i] = Bodies.topic("random", 128, i);
            connection.send(Message.to(topics[i]).body(Bodies.of(topics[i])).build());
        }
        for (boolean waiting : FLAT_OUT_FIRST) {
            assertFlat(
                    waiting,
                    TOPICS + " topics",
                    new SendLoad(waiting, connections, topics[0]),
                    new SendLoad(waiting, connections, topics));
        }
    }

    @Test
    void aThousandConnectionFactoriesCostPerMessageWhatOneCosts() throws Exception {
        String topic = Bodies.topic("random", 128);
        RocketMQConnection[] connections = new RocketMQConnection[FACTORIES];
        for (int i = 0; i < FACTORIES; i++) {
            connections[i] = factory("group-" + i).getConnection();
        }
        for (boolean waiting : FLAT_OUT_FIRST) {
            assertFlat(
                    waiting,
                    FACTORIES + " connection factories",
                    new SendLoad(waiting, new RocketMQConnection[] {connections[0]}, topic),
                    new SendLoad(waiting, connections, topic));
        }
    }

    private RocketMQConnectionFactory factory(String group) throws Exception {
        RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
        factory.setProducerGroup(group);
        factory.setResourceAdapter(adapter);
        return factory.createConnectionFactory();
    }

    private static void assertFlat(boolean waiting, String what, SendLoad one, SendLoad many) throws Exception {
        double most = waiting ? MOST_WAITED_FOR : MOST_FLAT_OUT;
        int left = MOST_COMPARISONS;
        do {
            SendLoad.compare(one, many);
            left--;
        } while (left > 0 && many.leastNanos() / one.leastNanos() >= most);
        System.out.printf(
                "FlatCostTest: 1 and %s, %s: %.0f and %.0f ns, %.0f and %.0f bytes per message%n",
                what,
                waiting ? "waited for" : "flat out",
                one.leastNanos(),
                many.leastNanos(),
                one.leastBytes(),
                many.leastBytes());
        assertThat(many.leastNanos() / one.leastNanos()).as("processor time").isLessThan(most);
        assertThat(many.leastBytes() / one.leastBytes()).as("allocation").isLessThan(MOST_BYTES);
    }
}
