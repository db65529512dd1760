package io.rocketjca.impl.remoting;

/**
 * An address taken apart.
 *
 * @param host a name or an IP address, without brackets
 * @param port 1 to 65535
 */
record HostPort(String host, int port) {

    /** A port has 16 bits. */
    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code host:port}, where the host may be an IPv6 address, in brackets or not: the last colon parts them.
     *
     * @throws IllegalArgumentException if it is none
     */
    static HostPort parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? "" : address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = port(address.substring(colon + 1));
        if (host.isBlank() || host.indexOf('[') >= 0 || host.indexOf(']') >= 0 || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("Not an address of the form host:port: " + address);
        }
        return new HostPort(host, port);
    }

    private static int port(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : -1;
    }
}
