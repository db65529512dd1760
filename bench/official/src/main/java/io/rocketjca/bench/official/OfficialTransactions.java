package io.rocketjca.bench.official;

import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;

/** The official {@code TransactionMQProducer} with default settings, started with its first transaction. Always commits. */
final class OfficialTransactions implements TransactionListener {

    private final String nameServers;
    private final String group;
    private volatile TransactionMQProducer producer;

    OfficialTransactions(String nameServers, String group) {
        this.nameServers = nameServers;
        this.group = group;
    }

    void commit(Message message) throws MQClientException {
        started().sendMessageInTransaction(message, null);
    }

    private TransactionMQProducer started() throws MQClientException {
        TransactionMQProducer running = producer;
        return running == null ? start() : running;
    }

    private synchronized TransactionMQProducer start() throws MQClientException {
        if (producer == null) {
            TransactionMQProducer starting = new TransactionMQProducer(group);
            starting.setNamesrvAddr(nameServers);
            starting.setTransactionListener(this);
            starting.start();
            producer = starting;
        }
        return producer;
    }

    synchronized void stop() {
        if (producer != null) {
            producer.shutdown();
        }
    }

    @Override
    public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
        return LocalTransactionState.COMMIT_MESSAGE;
    }

    @Override
    public LocalTransactionState checkLocalTransaction(MessageExt message) {
        return LocalTransactionState.COMMIT_MESSAGE;
    }
}
