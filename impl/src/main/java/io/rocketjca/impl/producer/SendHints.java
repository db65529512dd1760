package io.rocketjca.impl.producer;

import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.remoting.CallFailure;

/** What to check first after a failed send: one sentence that fits the last failure, or none. */
final class SendHints {

    private static final String NOBODY_WAITS =
            "the client that waits for this reply has gone, or has not announced itself to this broker";

    private SendHints() {}

    /**
     * The hint, or {@code null}.
     *
     * @param address the broker's address in the last attempt, or {@code null}
     */
    static String after(AttemptFailure failure, String topic, String address) {
        if (failure instanceof AttemptFailure.Refused refused) {
            if (refused.accessDenied()) {
                return accessDenied(topic);
            }
            return nobodyWaits(refused) ? NOBODY_WAITS : afterCode(refused.code(), topic);
        }
        if (failure instanceof AttemptFailure.Unanswered unanswered) {
            return afterSilence(unanswered.failure().kind(), address);
        }
        return null;
    }

    /** Brokers have no code of its own for it. */
    private static boolean nobodyWaits(AttemptFailure.Refused refused) {
        return refused.code() == ResponseCode.SYSTEM_ERROR
                && refused.remark() != null
                && refused.remark().startsWith("push reply message");
    }

    private static String accessDenied(String topic) {
        return "check userName (the access key) and password (the secret key) of the connection factory, or those that the"
                + " container gives it, and that this user may publish to topic " + topic + " on the broker";
    }

    private static String afterCode(int code, String topic) {
        return switch (code) {
            case ResponseCode.TOPIC_NOT_EXIST ->
                "create topic " + topic
                        + " on every broker of the cluster (mqadmin updateTopic -c <cluster> -t " + topic
                        + "), or let brokers create it (autoCreateTopic here, autoCreateTopicEnable there)";
            case ResponseCode.SYSTEM_BUSY ->
                "the broker is overloaded: look at its disk, page cache and send queue, or send" + " more slowly";
            case ResponseCode.SERVICE_NOT_AVAILABLE ->
                "the broker stores nothing now: its disk may be full, it may be" + " stopping, or it is a slave";
            case ResponseCode.MESSAGE_ILLEGAL ->
                "compare body and properties with maxMessageSize of the broker (4 MiB unless"
                        + " configured) and with the " + MessageProperties.MAX_STORED_BYTES
                        + " bytes that all properties together may have there";
            case ResponseCode.INVALID_PARAMETER ->
                "the broker dislikes the topic's name, or has fewer queues than the route" + " says";
            case ResponseCode.GO_AWAY -> "the broker is shutting down";
            default -> null;
        };
    }

    private static String afterSilence(CallFailure.Kind kind, String address) {
        return switch (kind) {
            case NOT_CONNECTED -> unreachable(address);
            case TIMED_OUT ->
                "the broker did not answer in time: it may be overloaded or frozen, a firewall may drop packets,"
                        + " or the send timeout is too short";
            case OVERLOADED -> "the connection takes no more: the broker or the network is slower than the sends";
            case CONNECTION_LOST ->
                "the broker may have stopped; if it ends every connection, it may accept encrypted ones only"
                        + " (tlsEnabled)";
            case TLS_FAILED, NOT_ENCODED, STOPPING, BROKEN_ANSWER -> null;
        };
    }

    private static String unreachable(String address) {
        String host = address == null ? "" : address.substring(0, Math.max(0, address.lastIndexOf(':')));
        String general =
                "the address comes from the broker (brokerIP1 in its configuration) and must be reachable from this"
                        + " machine";
        if (host.startsWith("127.") || host.equals("localhost") || host.equals("[::1]") || host.equals("0.0.0.0")) {
            return "the broker announces the address " + host + ", which on every machine means that machine itself; "
                    + general;
        }
        if (host.startsWith("172.") || host.startsWith("10.") || host.startsWith("192.168.")) {
            return "the broker announces the private address " + host + ", maybe that of a container; " + general;
        }
        return general + "; also check that the broker runs and that no firewall is between";
    }
}
