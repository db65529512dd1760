package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.remoting.InboundFrame;

/**
 * A send that a broker answered with success, for a {@link SendListener}.
 *
 * @param message what was sent, to be let go soon as its body may be large
 * @param receipt what the sender gets
 * @param brokerAddress who answered
 * @param bornMillis when the send began, in milliseconds since 1970
 * @param elapsedMillis how long it took, all attempts included
 * @param answer what the broker said; valid only while the listener is being told
 */
public record StoredSend(
        Message message,
        SendReceipt receipt,
        String brokerAddress,
        long bornMillis,
        long elapsedMillis,
        InboundFrame answer) {}
