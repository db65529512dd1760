package io.rocketjca.impl.protocol;

/** The numbers of the requests that a producer sends or receives. */
public final class RequestCode {

    public static final int QUERY_MESSAGE = 12;
    public static final int GET_MAX_OFFSET = 30;
    public static final int HEART_BEAT = 34;
    public static final int UNREGISTER_CLIENT = 35;
    public static final int END_TRANSACTION = 37;
    public static final int CHECK_TRANSACTION_STATE = 39;
    public static final int NOTIFY_CONSUMER_IDS_CHANGED = 40;
    public static final int GET_ROUTEINFO_BY_TOPIC = 105;
    public static final int RESET_CONSUMER_CLIENT_OFFSET = 220;
    public static final int GET_CONSUMER_STATUS_FROM_CLIENT = 221;
    public static final int GET_CONSUMER_RUNNING_INFO = 307;
    public static final int CONSUME_MESSAGE_DIRECTLY = 309;
    public static final int SEND_MESSAGE_V2 = 310;
    public static final int SEND_BATCH_MESSAGE = 320;
    public static final int SEND_REPLY_MESSAGE_V2 = 325;
    public static final int PUSH_REPLY_MESSAGE_TO_CLIENT = 326;
    public static final int RECALL_MESSAGE = 370;
    public static final int NOTIFY_UNSUBSCRIBE_LITE = 200073;

    private RequestCode() {}

    /** The protocol's name for a request code, or {@code REQUEST_<code>} for one that a producer does not know. */
    public static String nameOf(int code) {
        return switch (code) {
            case QUERY_MESSAGE -> "QUERY_MESSAGE";
            case GET_MAX_OFFSET -> "GET_MAX_OFFSET";
            case HEART_BEAT -> "HEART_BEAT";
            case UNREGISTER_CLIENT -> "UNREGISTER_CLIENT";
            case END_TRANSACTION -> "END_TRANSACTION";
            case CHECK_TRANSACTION_STATE -> "CHECK_TRANSACTION_STATE";
            case NOTIFY_CONSUMER_IDS_CHANGED -> "NOTIFY_CONSUMER_IDS_CHANGED";
            case GET_ROUTEINFO_BY_TOPIC -> "GET_ROUTEINFO_BY_TOPIC";
            case RESET_CONSUMER_CLIENT_OFFSET -> "RESET_CONSUMER_CLIENT_OFFSET";
            case GET_CONSUMER_STATUS_FROM_CLIENT -> "GET_CONSUMER_STATUS_FROM_CLIENT";
            case GET_CONSUMER_RUNNING_INFO -> "GET_CONSUMER_RUNNING_INFO";
            case CONSUME_MESSAGE_DIRECTLY -> "CONSUME_MESSAGE_DIRECTLY";
            case SEND_MESSAGE_V2 -> "SEND_MESSAGE_V2";
            case SEND_BATCH_MESSAGE -> "SEND_BATCH_MESSAGE";
            case SEND_REPLY_MESSAGE_V2 -> "SEND_REPLY_MESSAGE_V2";
            case PUSH_REPLY_MESSAGE_TO_CLIENT -> "PUSH_REPLY_MESSAGE_TO_CLIENT";
            case RECALL_MESSAGE -> "RECALL_MESSAGE";
            case NOTIFY_UNSUBSCRIBE_LITE -> "NOTIFY_UNSUBSCRIBE_LITE";
            default -> "REQUEST_" + code;
        };
    }
}
