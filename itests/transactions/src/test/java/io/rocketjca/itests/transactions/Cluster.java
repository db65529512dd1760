package io.rocketjca.itests.transactions;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQCluster;
import io.rocketjca.itests.fixture.StoredMessage;
import java.util.List;

/** The brokers of a scenario. */
interface Cluster {

    String nameServers();

    void createTopic(String topic, int queues);

    List<StoredMessage> read(String topic);

    /** Half messages that brokers have asked for, once for each question. */
    List<StoredMessage> checkedBack();

    /** Half messages that brokers have given up. */
    List<StoredMessage> givenUp();

    /** One broker. */
    static Cluster of(RocketMQ server) {
        return new Cluster() {
            @Override
            public String nameServers() {
                return server.nameServers();
            }

            @Override
            public void createTopic(String topic, int queues) {
                server.createTopic(topic, queues);
            }

            @Override
            public List<StoredMessage> read(String topic) {
                return server.read(topic);
            }

            @Override
            public List<StoredMessage> checkedBack() {
                return server.halfMessages().checkedBack();
            }

            @Override
            public List<StoredMessage> givenUp() {
                return server.halfMessages().givenUp();
            }
        };
    }

    /** Several processes, whose questions are not looked at. */
    static Cluster of(RocketMQCluster cluster) {
        return new Cluster() {
            @Override
            public String nameServers() {
                return cluster.nameServers();
            }

            @Override
            public void createTopic(String topic, int queues) {
                cluster.createTopic(topic, queues);
            }

            @Override
            public List<StoredMessage> read(String topic) {
                return cluster.read(topic);
            }

            @Override
            public List<StoredMessage> checkedBack() {
                return List.of();
            }

            @Override
            public List<StoredMessage> givenUp() {
                return List.of();
            }
        };
    }
}
