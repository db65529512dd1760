package io.rocketjca.impl.producer;

import io.rocketjca.SendStatus;
import java.util.Map;

/**
 * What a transaction wants to know of one message that is stored as a half message. Told on the thread that runs the attempt,
 * often the event loop: so it is quick and throws nothing.
 */
public interface SendPlan {

    /** What every attempt says besides the message's own properties. */
    Map<String, String> properties();

    /** An attempt begins, with a unique key of its own; none of its bytes has left yet. */
    void begins(String uniqueKey);

    /** The attempt has failed, maybe without a word of the broker: its half message, should there be one, is nobody's. */
    void failed(String uniqueKey);

    /** The attempt's half message is stored; false if its transaction has ended meanwhile, so that it does not count. */
    boolean stored(StoredHalf half);

    /** The attempt's half message is stored less safely than the broker is configured to; another attempt may follow. */
    void storedUnsafely(StoredHalf half, SendStatus status);

    /** Nothing follows any more: the last attempt was stored, or it was not. */
    void ended(boolean stored);
}
