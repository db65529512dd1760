package io.rocketjca.impl.producer;

import io.rocketjca.SendStatus;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.remoting.CallFailure;

/** Why one attempt did not end with a receipt. */
sealed interface AttemptFailure {

    /** Whether a broker may have stored the message in spite of it. */
    default boolean mayBeStored() {
        return false;
    }

    /** What happened, in words. */
    String words();

    /** The failure behind it, or {@code null}. */
    default Throwable cause() {
        return null;
    }

    /**
     * The broker answered that it did not store the message.
     *
     * @param code the response code
     * @param remark the broker's own words, or {@code null}
     */
    record Refused(int code, String remark) implements AttemptFailure {

        private static final String ACL_FAILURE = "AclException";

        @Override
        public String words() {
            return "code " + code + " " + ResponseCode.nameOf(code) + (remark == null ? "" : ", " + remark);
        }

        /** Whether the broker's access control refused; brokers before 5 say so with a general code. */
        boolean accessDenied() {
            return code == ResponseCode.NO_PERMISSION
                    || code == ResponseCode.SYSTEM_ERROR && remark != null && remark.contains(ACL_FAILURE);
        }
    }

    /** No answer came, or none that can be understood. */
    record Unanswered(CallFailure failure) implements AttemptFailure {

        @Override
        public boolean mayBeStored() {
            return failure.written() || failure.kind() == CallFailure.Kind.BROKEN_ANSWER;
        }

        @Override
        public String words() {
            return failure.reason() + (mayBeStored() ? "; the message may be stored" : "");
        }

        @Override
        public Throwable cause() {
            return failure.cause();
        }
    }

    /** The broker stored the message, but less safely than it is configured to. */
    record StoredUnsafely(SendStatus status) implements AttemptFailure {

        @Override
        public boolean mayBeStored() {
            return true;
        }

        @Override
        public String words() {
            return "stored, but " + status;
        }
    }

    /** The queue that the message must go to cannot be written to now. */
    record QueueAway(String words) implements AttemptFailure {}

    /** The broker would not do with the message what was asked for, so nothing was sent. */
    record Unfit(String words) implements AttemptFailure {}

    /** The broker stored the half message, but nobody wants it any more. */
    record TooLate(String words) implements AttemptFailure {}

    /** There was no queue to send to. */
    record Unrouted(String words, Throwable cause) implements AttemptFailure {}
}
