package io.rocketjca;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** The reply to a request, as the consumer that handled the request sent it. Immutable. */
public interface ReplyMessage {

    /**
     * Returns the body.
     *
     * @return the bytes, already decompressed; the same array at each call, so leave it unchanged; empty if there is none
     */
    byte[] body();

    /**
     * Returns the body as a text in UTF-8.
     *
     * @return the text; made anew at each call
     */
    default String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    /**
     * Returns all properties, those that RocketMQ set included.
     *
     * @return an unmodifiable map
     */
    Map<String, String> properties();

    /**
     * Returns the tag.
     *
     * @return the tag, or {@code null} if there is none
     */
    default String tag() {
        return properties().get("TAGS");
    }

    /**
     * Returns the keys.
     *
     * @return the keys, separated by single spaces, or {@code null} if there are none
     */
    default String keys() {
        return properties().get("KEYS");
    }

    /**
     * Returns the id that the replier gave to the reply.
     *
     * @return the unique key of the reply, or {@code null} if it has none
     */
    default String messageId() {
        return properties().get("UNIQ_KEY");
    }

    /**
     * Returns the flag.
     *
     * @return a number that RocketMQ carries and never reads
     */
    int flag();

    /**
     * Returns when the reply was made.
     *
     * @return the time by the replier's clock
     */
    Instant bornAt();
}
