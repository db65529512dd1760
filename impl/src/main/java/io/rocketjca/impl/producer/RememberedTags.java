package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.impl.protocol.Namespace;

/**
 * Encodes the properties of messages, and remembers the form of a few tags: most messages have a tag and nothing else, and an
 * application uses the same tags again and again.
 */
final class RememberedTags {

    /** A power of two; further tags take the places of others. */
    private static final int TAGS = 16;

    private final Namespace names;

    /** Written without a lock: what is in it is immutable, and encoding a tag twice does no harm. */
    private final Encoded[] known = new Encoded[TAGS];

    RememberedTags(Namespace names) {
        this.names = names;
    }

    /** The properties as {@link Namespace#properties} makes them; not to be written to. */
    byte[] encode(Message message) {
        String tag = message.tag();
        if (tag == null
                || message.keys() != null
                || message.placed()
                || message.reply()
                || message.options() != null
                || !message.properties().isEmpty()) {
            return names.properties(message);
        }
        int place = tag.hashCode() & TAGS - 1;
        Encoded encoded = known[place];
        if (encoded == null || !encoded.tag.equals(tag)) {
            encoded = new Encoded(tag, names.properties(message));
            known[place] = encoded;
        }
        return encoded.bytes;
    }

    private record Encoded(String tag, byte[] bytes) {}
}
