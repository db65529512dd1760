package io.rocketjca.bench.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** Name server and broker in one, on a free loopback port. */
public final class Sink implements AutoCloseable {

    private final ServerSocket listening;
    private final SinkStats stats = new SinkStats();

    public Sink() throws IOException {
        listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        start("sink-accept", this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    SinkStats stats() {
        return stats;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                start("sink-" + socket.getPort(), new SinkConnection(socket, port(), stats));
            }
        } catch (SocketException e) {
            // closed
        } catch (IOException e) {
            stats.checked("accepting failed: " + e);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
