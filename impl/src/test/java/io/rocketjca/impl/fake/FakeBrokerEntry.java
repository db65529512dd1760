package io.rocketjca.impl.fake;

/**
 * One broker of a route.
 *
 * @param address where it is, as {@code host:port}
 * @param queues the number of queues, for reading and writing
 * @param perm the permission bits: 4 read, 2 write
 * @param brokerId {@code "0"} for a master, else a slave
 */
public record FakeBrokerEntry(String address, int queues, int perm, String brokerId) {

    public static FakeBrokerEntry master(String address, int queues) {
        return new FakeBrokerEntry(address, queues, 6, "0");
    }

    public FakeBrokerEntry withPerm(int newPerm) {
        return new FakeBrokerEntry(address, queues, newPerm, brokerId);
    }

    public FakeBrokerEntry asSlave() {
        return new FakeBrokerEntry(address, queues, perm, "1");
    }
}
