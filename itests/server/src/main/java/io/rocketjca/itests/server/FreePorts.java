package io.rocketjca.itests.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds places for servers that count their ports from a base. */
public final class FreePorts {

    private static final int LOWEST_BASE = 20_000;
    private static final int HIGHEST_BASE = 31_000;

    private FreePorts() {}

    /** A base for which the ports at these distances are free. */
    public static int base(IntStream distances) {
        int[] wanted = distances.toArray();
        while (true) {
            int base = ThreadLocalRandom.current().nextInt(LOWEST_BASE, HIGHEST_BASE);
            if (IntStream.of(wanted).allMatch(distance -> free(base + distance))) {
                return base;
            }
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
