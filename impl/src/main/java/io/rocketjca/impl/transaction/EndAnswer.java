package io.rocketjca.impl.transaction;

/** What became of a request to end a half message. */
sealed interface EndAnswer {

    /** What the broker said, or what kept it from answering; {@code null} if it has done it. */
    String why();

    /** The broker has done it. */
    record Done() implements EndAnswer {
        @Override
        public String why() {
            return null;
        }
    }

    /** The broker has certainly not done it, and may do it later. */
    record NotDone(String why) implements EndAnswer {}

    /** The broker does not know the half message, or does not let us. */
    record Refused(String why) implements EndAnswer {}

    /** Nobody knows. */
    record Unknown(String why) implements EndAnswer {}
}
