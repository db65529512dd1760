package io.rocketjca.bench.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;

/** One client's connection and its thread: reads what is there, answers all of it with one write. */
final class SinkConnection implements Runnable {

    static final int QUEUES = 8;

    private static final int CHECKED_ONE_IN = 1000;
    private static final int ROUTE = 105;
    private static final byte[] NOTHING = {};

    private final Socket socket;
    private final int port;
    private final SinkStats stats;
    private final Answers answers;
    private final RequestHead head = new RequestHead();
    private byte[] in = new byte[256 << 10];
    private int filled;
    private int sends;
    private int untilCheck;

    SinkConnection(Socket socket, int port, SinkStats stats) {
        this.socket = socket;
        this.port = port;
        this.stats = stats;
        this.answers = new Answers(port);
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream from = socket.getInputStream();
            OutputStream to = socket.getOutputStream();
            int count = from.read(in, filled, in.length - filled);
            while (count >= 0) {
                filled += count;
                handleWholeFrames();
                if (answers.size() > 0) {
                    to.write(answers.bytes(), 0, answers.size());
                    answers.clear();
                }
                count = from.read(in, filled, in.length - filled);
            }
        } catch (SocketException e) {
            // the client has gone
        } catch (IOException | RuntimeException e) {
            stats.checked("connection broken: " + e);
        }
    }

    private void handleWholeFrames() {
        int pos = 0;
        sends = 0;
        while (filled - pos >= 4 && filled - pos - 4 >= Bytes.int32(in, pos)) {
            int end = pos + 4 + Bytes.int32(in, pos);
            handle(pos + 4, end);
            pos = end;
        }
        System.arraycopy(in, pos, in, 0, filled - pos);
        filled -= pos;
        if (filled == in.length) {
            in = Arrays.copyOf(in, 2 * in.length);
        }
        stats.received(sends);
    }

    private void handle(int start, int end) {
        int word = Bytes.int32(in, start);
        int headerEnd = start + 4 + (word & 0xFFFFFF);
        head.read(in, start + 4, headerEnd, word >>> 24 == 1);
        if (head.code == FrameCheck.SEND_MESSAGE_V2) {
            send(start, end);
        } else if (head.code == BatchRequest.CODE) {
            batch(start, headerEnd, end);
        } else if (head.code == ROUTE) {
            answers.plain(0, head.opaque, route());
        } else if (!head.oneWay) {
            answers.plain(0, head.opaque, NOTHING); // heartbeats and farewells
        }
    }

    private void send(int start, int end) {
        sends++;
        if (untilCheck-- <= 0) {
            untilCheck = CHECKED_ONE_IN - 1;
            stats.checked(FrameCheck.fault(in, start, end, QUEUES));
        }
        if (!head.oneWay) {
            answers.stored(head, in);
        }
    }

    private void batch(int start, int bodyAt, int end) {
        int messages = BatchRequest.messages(in, bodyAt, end);
        if (untilCheck <= 0) {
            stats.checked(BatchRequest.fault(in, start, bodyAt, end));
        }
        untilCheck = untilCheck <= 0 ? CHECKED_ONE_IN - 1 : untilCheck - messages;
        sends += messages;
        answers.stored(head, messages);
    }

    private byte[] route() {
        return ("{\"queueDatas\":[{\"brokerName\":\"sink\",\"perm\":6,\"readQueueNums\":" + QUEUES
                        + ",\"writeQueueNums\":" + QUEUES
                        + ",\"topicSysFlag\":0}],\"brokerDatas\":[{\"brokerName\":\"sink\""
                        + ",\"cluster\":\"sink\",\"brokerAddrs\":{\"0\":\"127.0.0.1:" + port
                        + "\"},\"enableActingMaster\":false}],\"filterServerTable\":{}}")
                .getBytes(UTF_8);
    }
}
