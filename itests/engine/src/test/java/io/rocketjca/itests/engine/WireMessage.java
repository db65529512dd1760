package io.rocketjca.itests.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rocketjca.Message;
import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.request.PreparedMessage;

/** A prepared message with fixed identity. */
record WireMessage(boolean waitStored, byte[] properties, int flag, int sysFlag, byte[] body)
        implements PreparedMessage {

    static final String UNIQUE_KEY = "7F0000010000123456789ABCDEF00001";

    /** A message as the pipeline prepares it, but not compressed. */
    static WireMessage of(Message message) {
        boolean wait = message.options() == null || message.options().waitStored();
        return new WireMessage(wait, MessageProperties.encode(message), message.flag(), 0, message.body());
    }

    static String propertyText(PreparedMessage message) {
        return "UNIQ_KEY\u0001" + UNIQUE_KEY + "\u0002WAIT\u0001" + message.waitStored() + "\u0002"
                + (message.properties() == null ? "" : new String(message.properties(), UTF_8));
    }

    @Override
    public long uniqueKeyHigh() {
        return 0x7F000001_00001234L;
    }

    @Override
    public long uniqueKeyLow() {
        return 0x56789ABC_DEF00001L;
    }

    @Override
    public long bornMillis() {
        return 1_700_000_000_000L;
    }
}
