package io.rocketjca.impl.protocol;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The unique key of a message, 16 bytes that read as 32 hexadecimal digits:
 *
 * <pre>
 *   byte   0        4                 10           14        16
 *          +--------+-----------------+------------+---------+
 *          | IPv4   | random per JVM  | time       | counter |
 *          +--------+-----------------+------------+---------+
 *          |         high         |         low              |
 *          0                      8                         16
 * </pre>
 *
 * The time is in milliseconds since the beginning of the month in the local time zone, so RocketMQ's own tools can read
 * address and time from it. Where they put the process id and a class loader's hash we put random bits: in containers,
 * address and process id are often the same everywhere.
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 */
public record UniqueId(long high, long low) {

    /** Reads 32 hexadecimal digits; {@code null} if the text is something else. */
    public static UniqueId parse(String text) {
        // a half that is no number answers with what it was given, so that two different answers unmask it
        long high = Hex.parseHalf(text, 0, 0);
        long low = Hex.parseHalf(text, 1, 0);
        boolean broken = high == 0 && Hex.parseHalf(text, 0, 1) == 1 || low == 0 && Hex.parseHalf(text, 1, 1) == 1;
        return broken ? null : new UniqueId(high, low);
    }

    /** The sender's IPv4 address. */
    public int ipv4() {
        return (int) (high >>> 32);
    }

    /** The random bits of the sender's JVM, 48 of them. */
    public long random() {
        return (high & 0xFFFF_FFFFL) << 16 | low >>> 48;
    }

    /** Milliseconds since the beginning of the month in which the id was made. */
    public long millisOfMonth() {
        return low >>> 16 & 0xFFFF_FFFFL;
    }

    public int counter() {
        return (int) low & 0xFFFF;
    }

    /**
     * When the id was made, as RocketMQ's tools guess it: in the month of {@code nearMillis}, or in the month before if that
     * would be later.
     */
    public long madeAtMillis(long nearMillis, ZoneId zone) {
        ZonedDateTime month = monthStart(nearMillis, zone);
        long guess = month.toInstant().toEpochMilli() + millisOfMonth();
        return guess < nearMillis ? guess : month.minusMonths(1).toInstant().toEpochMilli() + millisOfMonth();
    }

    static ZonedDateTime monthStart(long epochMillis, ZoneId zone) {
        return Instant.ofEpochMilli(epochMillis).atZone(zone).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
    }

    /** The 32 upper-case hexadecimal digits. */
    @Override
    public String toString() {
        return Hex.text(high, low);
    }
}
