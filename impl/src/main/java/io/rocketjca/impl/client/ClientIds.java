package io.rocketjca.impl.client;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Makes client ids of the form {@code ip@pid#random}: unique also among containers that share an address and a process id.
 *
 * @param host this machine's address, for people who read the broker's lists of clients
 * @param pid the process id
 * @param random a source of at least 64 good random bits
 */
record ClientIds(String host, long pid, RandomGenerator random) {

    static ClientIds ofThisProcess(LocalAddress address, RandomGenerator random) {
        return new ClientIds(address.text(), ProcessHandle.current().pid(), random);
    }

    /** An id for one request: nobody who has not seen the request can guess it and answer in somebody else's place. */
    String nextCorrelationId() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    String next() {
        return host + "@" + pid + "#" + HexFormat.of().toHexDigits(random.nextLong());
    }
}
