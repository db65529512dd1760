package io.rocketjca.impl.transaction.log;

import java.util.Collection;

/**
 * What the records of a log add up to; written with every change, so that no reader takes some for all.
 *
 * @param count how many there are
 * @param sum the sum of their checksums
 */
record Tally(long count, long sum) {

    static final Tally NONE = new Tally(0, 0);

    static Tally of(Collection<byte[]> records) {
        Tally tally = NONE;
        for (byte[] each : records) {
            tally = tally.plus(each);
        }
        return tally;
    }

    Tally plus(byte[] added) {
        return new Tally(count + 1, sum + LogRecords.checksumOf(added));
    }

    Tally minus(byte[] removed) {
        return new Tally(count - 1, sum - LogRecords.checksumOf(removed));
    }
}
