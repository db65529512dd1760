package io.rocketjca.impl.protocol.request;

/** A prepared message with values that a test chooses. */
record TestMessage(
        long uniqueKeyHigh,
        long uniqueKeyLow,
        boolean waitStored,
        byte[] properties,
        int flag,
        int sysFlag,
        long bornMillis,
        byte[] body)
        implements PreparedMessage {}
