package io.rocketjca.impl.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes client ids of the form {@code ip@pid#random}: unique also among containers that share an address and a process id.
 *
 * @param host this machine's address, for people who read the broker's lists of clients
 * @param pid the process id
 * @param random at least 64 good random bits
 */
record ClientIds(String host, long pid, RandomGenerator random) {

    private static final Logger LOG = LoggerFactory.getLogger(ClientIds.class);

    /** Ids for this process on this machine; asks the network interfaces, never a name service. */
    static ClientIds ofThisProcess(RandomGenerator random) {
        return new ClientIds(localHost(), ProcessHandle.current().pid(), random);
    }

    String next() {
        return host + "@" + pid + "#" + HexFormat.of().toHexDigits(random.nextLong());
    }

    private static String localHost() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .min(Comparator.comparing((InetAddress address) -> !(address instanceof Inet4Address)))
                    .map(ClientIds::text)
                    .orElse("127.0.0.1");
        } catch (SocketException e) {
            LOG.info("network interfaces cannot be listed, client ids start with the loopback address", e);
            return "127.0.0.1";
        }
    }

    private static String text(InetAddress address) {
        String plain = address.getHostAddress();
        return address instanceof Inet4Address ? plain : "[" + plain + "]";
    }
}
