package io.rocketjca.impl.route;

/** The second port of a broker, two below the first, which takes everything but what consumers pull. */
public final class VipChannel {

    private static final int DISTANCE = 2;

    private VipChannel() {}

    /** The second address of a broker; its first if that has no room for a second, or {@code null} if it has none. */
    public static String of(String address) {
        return address == null ? null : moved(address, -DISTANCE);
    }

    /** The first address of a broker whose second one is given. */
    static String mainOf(String address) {
        return moved(address, DISTANCE);
    }

    private static String moved(String address, int by) {
        int colon = address.lastIndexOf(':');
        int port;
        try {
            port = Integer.parseInt(address.substring(colon + 1)) + by;
        } catch (NumberFormatException noPort) {
            return address;
        }
        return port < 1 ? address : address.substring(0, colon + 1) + port;
    }
}
