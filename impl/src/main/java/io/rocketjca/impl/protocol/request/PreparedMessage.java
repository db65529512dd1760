package io.rocketjca.impl.protocol.request;

import io.netty.buffer.ByteBuf;

/** The parts of one message in the form in which a {@link SendFrameTemplate} needs them: made once, written per attempt. */
public interface PreparedMessage {

    /** The first eight bytes of the unique key. */
    long uniqueKeyHigh();

    /** The last eight bytes of the unique key. */
    long uniqueKeyLow();

    /** Whether the broker answers only once the message is stored as safely as the broker is configured to. */
    boolean waitStored();

    /** All other properties as {@code MessageProperties.encode} makes them, or {@code null} if there are none. */
    byte[] properties();

    /** The application's flag. */
    int flag();

    int sysFlag();

    long bornMillis();

    /** The body as it goes over the wire, perhaps compressed; of a batch made anew each time. */
    byte[] body();

    /** The size of the {@link #body}. */
    default int bodyBytes() {
        return body().length;
    }

    /** Appends the {@link #body}; of a batch, without making it first. */
    default void writeBody(ByteBuf out) {
        out.writeBytes(body());
    }
}
