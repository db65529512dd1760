package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.protocol.Hex;
import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.request.PreparedMessage;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The message of a send as it goes over the wire: everything that is the same in all attempts. The lower half of a {@link
 * SendCall}, so that there is one object per message.
 */
abstract class OutgoingMessage extends ReadOnlyFuture<SendReceipt> implements PreparedMessage {

    private final SendSteps steps;
    private final Message message;

    /** The unique key, as the one who made it remembers it. */
    private long ticket;

    private final long startNanos;
    private final long bornMillis;

    /** Tag, keys, the application's properties, and what was added to them. */
    private byte[] properties;

    /** What is sent: the message's own body unless it was compressed, or that of a batch which was encoded beforehand. */
    private byte[] body;

    /**
     * Starts the clock and draws the unique key.
     *
     * @param message a message that breaks no rule
     */
    OutgoingMessage(Message message, SendSteps steps) {
        this.steps = steps;
        this.message = message;
        this.body = message.body();
        this.properties = steps.tags().encode(message);
        this.startNanos = steps.ticker().nanos();
        long nowMillis = steps.clock().millis(startNanos);
        MessageOptions options = message.options();
        this.bornMillis = options == null || options.bornTime() == null
                ? nowMillis
                : options.bornTime().toEpochMilli();
        this.ticket = steps.ids().nextTicket(nowMillis);
    }

    /**
     * Starts the clock and draws the unique keys of several messages, which follow each other.
     *
     * @param first the first of them, which stands for all where a queue is chosen
     */
    OutgoingMessage(Message first, int count, SendSteps steps) {
        this.steps = steps;
        this.message = first;
        this.properties = null;
        this.startNanos = steps.ticker().nanos();
        this.bornMillis = steps.clock().millis(startNanos);
        this.ticket = steps.ids().nextTickets(bornMillis, count);
    }

    /** Starts the clock for a call that carries this message and others, whose unique keys were drawn before. */
    OutgoingMessage(OutgoingMessage first) {
        this.steps = first.steps;
        this.message = first.message;
        this.properties = null;
        this.startNanos = steps.ticker().nanos();
        this.bornMillis = first.bornMillis;
        this.ticket = first.ticket;
    }

    /** Sends another body than the message's own: a compressed form of it, or that of a batch. */
    final void body(byte[] newBody) {
        body = newBody;
    }

    /** Draws another unique key, for an attempt that must not be taken for one before it. */
    final void renewKey() {
        ticket = steps.ids().nextTicket(steps.clock().millis(steps.ticker().nanos()));
    }

    /** Sends properties along that are not the application's. */
    final void add(Map<String, String> more) {
        properties = MessageProperties.with(properties, more);
    }

    final Message message() {
        return message;
    }

    final String topic() {
        return message.topic();
    }

    final String messageId() {
        return Hex.text(uniqueKeyHigh(), uniqueKeyLow());
    }

    final SendSteps steps() {
        return steps;
    }

    final long startNanos() {
        return startNanos;
    }

    /** How long the send has been under way, in milliseconds. */
    final long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(steps.ticker().nanos() - startNanos);
    }

    final Completions completions() {
        return steps.completions();
    }

    final InFlightLimit limit() {
        return steps.limit();
    }

    final long ticket() {
        return ticket;
    }

    @Override
    public final long uniqueKeyHigh() {
        return steps.ids().high(ticket);
    }

    @Override
    public final long uniqueKeyLow() {
        return steps.ids().low(ticket);
    }

    @Override
    public final boolean waitStored() {
        MessageOptions options = message.options();
        return options == null || options.waitStored();
    }

    @Override
    public final byte[] properties() {
        return properties;
    }

    @Override
    public final int flag() {
        return message.flag();
    }

    @Override
    public int sysFlag() {
        return body == message.body() ? 0 : steps.compressedFlag();
    }

    @Override
    public final long bornMillis() {
        return bornMillis;
    }

    @Override
    public byte[] body() {
        return body;
    }
}
