package io.rocketjca.impl.protocol;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the unique keys of one JVM's messages. Thread-safe and lock-free; never gives the same key twice, also not when the
 * clock is set back or when more keys fall into one millisecond than its counter holds: then it borrows from the next.
 */
public final class UniqueIdSource {

    private static final int COUNTER_BITS = 16;
    private static final int RANDOM_BITS = 48;

    private final long ipv4;
    private final long random;
    private final ZoneId zone;

    /** The last ticket given: milliseconds since 1970, then the counter. */
    private final AtomicLong last = new AtomicLong();

    private volatile Month month = new Month(0, 0, 0);

    /**
     * @param ipv4 the four bytes of the client's address
     * @param random at least 48 random bits, drawn once per source
     * @param zone the local time zone, in which RocketMQ's tools read the time
     */
    public UniqueIdSource(byte[] ipv4, long random, ZoneId zone) {
        if (ipv4.length != 4) {
            throw new IllegalArgumentException("An IPv4 address has 4 bytes, not " + ipv4.length);
        }
        this.ipv4 = (ipv4[0] & 0xFFL) << 24 | (ipv4[1] & 0xFF) << 16 | (ipv4[2] & 0xFF) << 8 | ipv4[3] & 0xFF;
        this.random = random;
        this.zone = zone;
    }

    /** The next key as an object. */
    public UniqueId next(long nowMillis) {
        long ticket = nextTicket(nowMillis);
        return new UniqueId(high(ticket), low(ticket));
    }

    /**
     * Draws the next ticket, from which {@link #high} and {@link #low} make a key without an object.
     *
     * @param nowMillis the time now, since 1970
     */
    public long nextTicket(long nowMillis) {
        return nextTickets(nowMillis, 1);
    }

    /**
     * Draws several tickets, numbers that follow each other.
     *
     * @param nowMillis the time now, since 1970
     * @param count how many, at least 1
     * @return the first of them
     */
    public long nextTickets(long nowMillis, int count) {
        long wanted = nowMillis << COUNTER_BITS;
        while (true) {
            long previous = last.get();
            long ticket = Math.max(previous + 1, wanted);
            if (last.compareAndSet(previous, ticket + count - 1)) {
                return ticket;
            }
        }
    }

    /** The first eight bytes of a ticket's key. */
    public long high(long ticket) {
        return ipv4 << 32 | monthOf(ticket >>> COUNTER_BITS).random >>> COUNTER_BITS;
    }

    /** The last eight bytes of a ticket's key. */
    public long low(long ticket) {
        Month current = monthOf(ticket >>> COUNTER_BITS);
        return current.random << RANDOM_BITS | ticket - (current.startMillis << COUNTER_BITS);
    }

    private Month monthOf(long millis) {
        Month current = month;
        if (millis < current.startMillis || millis >= current.endMillis) {
            current = makeMonth(millis);
            month = current; // threads that race here make equal values
        }
        return current;
    }

    /** Every month gets random bits of its own, because the time in the key starts again. */
    private Month makeMonth(long millis) {
        ZonedDateTime start = UniqueId.monthStart(millis, zone);
        long number = start.getYear() * 12L + start.getMonthValue();
        long mixed = random + number & (1L << RANDOM_BITS) - 1;
        return new Month(
                start.toInstant().toEpochMilli(),
                start.plusMonths(1).toInstant().toEpochMilli(),
                mixed);
    }

    /** One calendar month in the local time zone, and the random bits for it. */
    private record Month(long startMillis, long endMillis, long random) {}
}
