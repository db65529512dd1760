package io.rocketjca.impl.connector;

import jakarta.resource.spi.ManagedConnectionMetaData;

/**
 * What a managed connection says about what it is connected to.
 *
 * @param userName the access key; empty for an anonymous client
 */
record RocketMQManagedConnectionMetaData(String userName) implements ManagedConnectionMetaData {

    @Override
    public String getEISProductName() {
        return "Apache RocketMQ";
    }

    /** The brokers of one cluster may differ in version; the protocol is what holds for all of them. */
    @Override
    public String getEISProductVersion() {
        return "remoting protocol, brokers 4.9 and later";
    }

    /** Zero: managed connections share one client, so there is no limit. */
    @Override
    public int getMaxConnections() {
        return 0;
    }

    @Override
    public String getUserName() {
        return userName;
    }
}
