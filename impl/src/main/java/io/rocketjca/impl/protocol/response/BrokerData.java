package io.rocketjca.impl.protocol.response;

import java.util.Map;

/**
 * The addresses of one broker: a master and its slaves.
 *
 * @param brokerName the broker's name
 * @param cluster the cluster's name, or {@code null}
 * @param addresses the addresses as {@code host:port} by broker id
 */
public record BrokerData(String brokerName, String cluster, Map<Long, String> addresses) {

    private static final Long MASTER_ID = 0L;

    public BrokerData {
        addresses = Map.copyOf(addresses);
    }

    /** The master's address, or {@code null} if there is no master now. */
    public String masterAddress() {
        return addresses.get(MASTER_ID);
    }
}
