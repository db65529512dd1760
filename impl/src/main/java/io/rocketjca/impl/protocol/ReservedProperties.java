package io.rocketjca.impl.protocol;

import java.util.Set;

/**
 * The property names that mean something to RocketMQ. An application that sets one of them by hand changes where or when a
 * message is delivered, or has its value overwritten, so it may not. Two that are meant for applications are left to them:
 * {@code __SHARDINGKEY} and {@code CHECK_IMMUNITY_TIME_IN_SECONDS}.
 */
final class ReservedProperties {

    /** Names with this beginning are never stored. */
    private static final String TRANSIENT_PREFIX = "__RMQ.TRANSIENT.";

    private static final Set<String> NAMES = Set.of(
            // set by producers
            "KEYS",
            "TAGS",
            "WAIT",
            "UNIQ_KEY",
            "DELAY",
            "TIMER_DELAY_SEC",
            "TIMER_DELAY_MS",
            "TIMER_DELIVER_MS",
            "TRAN_MSG",
            "PGROUP",
            "INSTANCE_ID",
            "CORRELATION_ID",
            "REPLY_TO_CLIENT",
            "TTL",
            "MSG_TYPE",
            "_SYS_MSG_PRIORITY_",
            "__LITE_TOPIC",
            "INNER_MULTI_DISPATCH",
            "RECONSUME_TIME",
            "MAX_RECONSUME_TIMES",
            "BUYER_ID",
            "TRANSFER_FLAG",
            "CORRECTION_FLAG",
            "MQ2_FLAG",
            "E_T",
            "__STARTDELIVERTIME",
            // set by brokers and consumers
            "REAL_TOPIC",
            "REAL_QID",
            "RETRY_TOPIC",
            "ORIGIN_GROUP",
            "ORIGIN_MESSAGE_ID",
            "MIN_OFFSET",
            "MAX_OFFSET",
            "MSG_REGION",
            "TRACE_ON",
            "CLUSTER",
            "TRANS_OFFSET",
            "TRANSACTION_CHECK_TIMES",
            "TRAN_PREPARED_QUEUE_OFFSET",
            "__transactionId__",
            "EXTEND_UNIQ_INFO",
            "CONSUME_START_TIME",
            "INNER_NUM",
            "INNER_BASE",
            "DUP_INFO",
            "ARRIVE_TIME",
            "PUSH_REPLY_TIME",
            "POP_CK",
            "POP_CK_OFFSET",
            "1ST_POP_TIME",
            "TIMER_ENQUEUE_MS",
            "TIMER_DEQUEUE_MS",
            "TIMER_ROLL_TIMES",
            "TIMER_ROLL_LABEL",
            "TIMER_OUT_MS",
            "TIMER_DEL_UNIQKEY",
            "TIMER_DELAY_LEVEL",
            "DLQ_ORIGIN_TOPIC",
            "DLQ_ORIGIN_MESSAGE_ID",
            "__BORNHOST",
            "BORN_TIMESTAMP",
            "__CRC32#",
            "PROPERTY_FORWARD_QUEUE_ID",
            "REDIRECT",
            "INNER_MULTI_QUEUE_OFFSET",
            "TRACE_CONTEXT");

    private ReservedProperties() {}

    static boolean contains(String name) {
        return NAMES.contains(name) || name.startsWith(TRANSIENT_PREFIX);
    }
}
