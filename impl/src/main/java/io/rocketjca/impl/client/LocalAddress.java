package io.rocketjca.impl.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This machine's address as it goes into ids, so that people recognise it; nothing is ever sent there.
 *
 * @param address the address, IPv4 if there is one
 */
record LocalAddress(InetAddress address) {

    private static final Logger LOG = LoggerFactory.getLogger(LocalAddress.class);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /**
     * The configured address, else the one that is found.
     *
     * @param clientIp an address in numbers, or {@code null}
     */
    static LocalAddress of(String clientIp) {
        if (clientIp == null) {
            return find();
        }
        try {
            return new LocalAddress(InetAddress.getByName(clientIp)); // numbers, so that no name service is asked
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("clientIp is '" + clientIp + "', which is no IP address", e);
        }
    }

    /** Asks the network interfaces, never a name service. */
    static LocalAddress find() {
        try {
            return new LocalAddress(NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .min(Comparator.comparing((InetAddress address) -> !(address instanceof Inet4Address)))
                    .orElseGet(InetAddress::getLoopbackAddress));
        } catch (SocketException e) {
            LOG.info("network interfaces cannot be listed, ids start with the loopback address", e);
            return new LocalAddress(InetAddress.getLoopbackAddress());
        }
    }

    /** The address as text, IPv6 in brackets. */
    String text() {
        String plain = address.getHostAddress();
        return address instanceof Inet4Address ? plain : "[" + plain + "]";
    }

    /** The four bytes of an IPv4 address; those of 127.0.0.1 if there is none. */
    byte[] ipv4() {
        return address instanceof Inet4Address ? address.getAddress() : LOOPBACK.clone();
    }
}
