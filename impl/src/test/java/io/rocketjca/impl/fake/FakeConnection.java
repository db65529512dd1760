package io.rocketjca.impl.fake;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One accepted connection of a fake peer: reads frames on its own thread, writes whatever a reply asks for. */
final class FakeConnection {

    private static final int OVERSIZED = Integer.MAX_VALUE - 7;

    private final Socket socket;
    private final OutputStream out;

    FakeConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    void start(BiConsumer<FakeConnection, FakeFrame> received, Consumer<FakeConnection> ended) {
        Thread thread = new Thread(() -> readAll(received, ended), "fake-peer-" + socket.getLocalPort());
        thread.setDaemon(true);
        thread.start();
    }

    private void readAll(BiConsumer<FakeConnection, FakeFrame> received, Consumer<FakeConnection> ended) {
        try (socket;
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
            while (true) {
                received.accept(this, FakeCodec.read(in));
            }
        } catch (IOException expected) {
            // The end of the stream, however it came, is the ordinary end of this thread.
        } finally {
            ended.accept(this);
        }
    }

    void reply(FakeFrame request, FakeReply reply, FakeEncoding ownEncoding, int version) {
        FakeEncoding encoding = reply.encoding() == null ? ownEncoding : reply.encoding();
        FakeFrame answer = new FakeFrame(
                reply.code(),
                request.opaque(),
                1,
                version,
                "JAVA",
                reply.remark(),
                reply.ext(),
                reply.body(),
                encoding);
        if (request.oneWay() && reply.manner() == FakeReply.Manner.ANSWER) {
            return;
        }
        switch (reply.manner()) {
            case ANSWER -> write(FakeCodec.write(answer));
            case SILENT -> {}
            case CLOSE -> close();
            case HALF_FRAME_THEN_CLOSE -> writeHalf(FakeCodec.write(answer));
            case OVERSIZED_LENGTH ->
                write(ByteBuffer.allocate(16).putInt(OVERSIZED).array());
            case WRONG_OPAQUE -> write(FakeCodec.write(answer.withOpaque(request.opaque() ^ 0x00F0_0000)));
            case TWICE -> writeTwice(FakeCodec.write(answer));
            case RAW -> write(reply.body());
        }
    }

    /** Writes bytes; a connection that is gone swallows them. */
    synchronized void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException gone) {
            close();
        }
    }

    private void writeHalf(byte[] frame) {
        write(Arrays.copyOf(frame, frame.length / 2));
        close();
    }

    private synchronized void writeTwice(byte[] frame) {
        write(frame);
        write(frame);
    }

    void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
    }
}
