package io.rocketjca.itests.broker;

import com.alibaba.fastjson2.JSONObject;
import java.util.Base64;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.remoting.RPCHook;

/** Sends half messages with the official client, ends them as it is told, and never knows an answer when it is asked later. */
final class OfficialTransactions {

    private final TransactionMQProducer producer;
    private boolean started;

    OfficialTransactions(String nameServers, RPCHook signing) {
        producer = new TransactionMQProducer("official-transactions", signing);
        producer.setNamesrvAddr(nameServers);
        producer.setVipChannelEnabled(false);
        producer.setTransactionListener(new Obedient());
    }

    /** Sends one half message, and ends it with the state in the request; returns its message id. */
    String send(JSONObject json) throws MQClientException {
        if (!started) {
            producer.start();
            started = true;
        }
        Message message =
                new Message(json.getString("topic"), Base64.getDecoder().decode(json.getString("body")));
        return producer.sendMessageInTransaction(message, LocalTransactionState.valueOf(json.getString("state")))
                .getMsgId();
    }

    /** Decides as the sender said. */
    private static final class Obedient implements TransactionListener {

        @Override
        public LocalTransactionState executeLocalTransaction(Message message, Object state) {
            return (LocalTransactionState) state;
        }

        @Override
        public LocalTransactionState checkLocalTransaction(MessageExt message) {
            return LocalTransactionState.UNKNOW;
        }
    }
}
