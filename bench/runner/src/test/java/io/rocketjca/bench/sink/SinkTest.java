package io.rocketjca.bench.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.bench.client.Bodies;
import io.rocketjca.bench.client.Completion;
import io.rocketjca.bench.client.Producer;
import io.rocketjca.bench.client.Subject;
import io.rocketjca.bench.floor.FloorQueueSubject;
import io.rocketjca.bench.floor.FloorSubject;
import io.rocketjca.bench.ours.OursLz4Subject;
import io.rocketjca.bench.ours.OursSubject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SinkTest {

    private static final String TOPIC = Bodies.topic("random", 64);
    private static final byte[] BODY = Bodies.of(TOPIC);
    private static final String KEY = "7F0000010000ABCDEF00000000000042";

    private Sink sink;
    private Socket socket;

    @BeforeEach
    void connect() throws IOException {
        sink = new Sink();
        socket = new Socket("127.0.0.1", sink.port());
        socket.setSoTimeout(10_000);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        sink.close();
    }

    @Test
    void aSendIsAnsweredAsABrokerAnswers() throws Exception {
        send(json(77, 0, TOPIC, 5, KEY), BODY);
        JsonObject answer = receive();
        assertThat(answer.getInt("code")).isZero();
        assertThat(answer.getInt("flag")).isEqualTo(1);
        assertThat(answer.getInt("opaque")).isEqualTo(77);
        JsonObject ext = answer.getJsonObject("extFields");
        assertThat(ext.getString("queueId")).isEqualTo("5");
        assertThat(ext.getString("queueOffset")).isEqualTo("0");
        assertThat(ext.getString("transactionId")).isEqualTo(KEY);
        assertThat(ext.getString("msgId")).isEqualTo(String.format("7F000001%08X%016X", sink.port(), 0));
        assertThat(sink.stats().line()).isEqualTo("received=1 checked=1 faults=0 first=none");
    }

    @Test
    void theLongKeyOfAnIpv6ClientComesBack() throws Exception {
        String key = "FD0000000000000000000000000000027F9E30946E0967C047B00000";
        send(json(77, 0, TOPIC, 5, key), BODY);
        assertThat(receive().getJsonObject("extFields").getString("transactionId"))
                .isEqualTo(key);
        assertThat(sink.stats().faults()).isZero();
    }

    @Test
    void opaquesOfAnyLengthAndSignComeBack() throws Exception {
        for (int opaque : new int[] {1, 10, -5, Integer.MAX_VALUE, 1_073_741_824, 0}) {
            send(json(opaque, 0, TOPIC, 1, KEY), BODY);
            assertThat(receive().getInt("opaque")).isEqualTo(opaque);
        }
    }

    @Test
    void aBodyWithOneWrongByteIsAFault() throws Exception {
        byte[] wrong = BODY.clone();
        wrong[63] ^= 1;
        expectFault(json(1, 0, TOPIC, 1, KEY), wrong, "body of 64 bytes");
    }

    @Test
    void aShorterBodyIsAFault() throws Exception {
        expectFault(json(1, 0, TOPIC, 1, KEY), new byte[] {BODY[0]}, "body of 1 bytes");
    }

    @Test
    void anUnknownTopicIsAFault() throws Exception {
        expectFault(json(1, 0, "orders", 1, KEY), BODY, "topic orders");
    }

    @Test
    void aQueueThatTheRouteDoesNotHaveIsAFault() throws Exception {
        expectFault(json(1, 0, TOPIC, 8, KEY), BODY, "queue id 8");
    }

    @Test
    void aUniqueKeyOfAnotherShapeIsAFault() throws Exception {
        expectFault(json(1, 0, TOPIC, 1, KEY.toLowerCase()), BODY, "unique key");
    }

    @Test
    void aHeaderThatIsNoJsonIsAFault() throws Exception {
        expectFault("{\"code\":310,\"opaque\":1,\"x", BODY, "not readable");
    }

    @Test
    void onlyOneInAThousandIsChecked() throws Exception {
        for (int i = 0; i < 2001; i++) {
            send(json(i, 0, TOPIC, 1, KEY), BODY);
            receive();
        }
        assertThat(sink.stats().checks()).isEqualTo(3);
    }

    @Test
    void oneWaySendsAreCountedButNotAnswered() throws Exception {
        send(json(1, 2, TOPIC, 1, KEY), BODY);
        send(json(2, 0, TOPIC, 1, KEY), BODY);
        assertThat(receive().getInt("opaque")).isEqualTo(2);
        assertThat(sink.stats().line()).startsWith("received=2 ");
    }

    @Test
    void aFrameThatComesByteByByteIsWhole() throws Exception {
        byte[] frame = frame(json(9, 0, TOPIC, 1, KEY), BODY);
        for (byte one : frame) {
            socket.getOutputStream().write(one);
            socket.getOutputStream().flush();
        }
        assertThat(receive().getInt("opaque")).isEqualTo(9);
    }

    @Test
    void aFrameLargerThanTheBufferIsWhole() throws Exception {
        String topic = Bodies.topic("random", 1 << 20);
        send(json(9, 0, topic, 1, KEY), Bodies.of(topic));
        assertThat(receive().getInt("opaque")).isEqualTo(9);
        assertThat(sink.stats().faults()).isZero();
    }

    @Test
    void ourOwnMessagesPassEveryCheck() throws Exception {
        OursSubject ours = new OursSubject();
        ours.start("127.0.0.1:" + sink.port(), 2);
        sendInEveryMode(ours, 2, Bodies.topic("random", 128));
        sendInEveryMode(ours, 2, Bodies.topic("text", 16_384));
        ours.stop();
        assertThat(sink.stats().line()).startsWith("received=12 ").endsWith("faults=0 first=none");
        assertThat(sink.stats().checks()).isPositive();
    }

    @Test
    void bodiesWithLz4PassEveryCheck() throws Exception {
        OursSubject ours = new OursLz4Subject();
        ours.start("127.0.0.1:" + sink.port(), 1);
        sendInEveryMode(ours, 1, Bodies.topic("text", 16_384));
        ours.stop();
        assertThat(sink.stats().line()).isEqualTo("received=3 checked=1 faults=0 first=none");
    }

    @Test
    void aBodyThatIsNoLz4FrameIsAFault() throws Exception {
        expectFault(json(1, 0, TOPIC, 1, KEY).replace("\"f\":\"0\"", "\"f\":\"257\""), BODY, "not readable");
    }

    @Test
    void theMessagesOfBothFloorsPassEveryCheckInEveryMode() throws Exception {
        for (FloorSubject floor : new FloorSubject[] {new FloorSubject(), new FloorQueueSubject()}) {
            floor.start("127.0.0.1:" + sink.port(), 1);
            sendInEveryMode(floor, 1, TOPIC);
            floor.stop();
        }
        assertThat(sink.stats().line()).isEqualTo("received=6 checked=2 faults=0 first=none");
    }

    private static void sendInEveryMode(Subject subject, int producers, String topic) throws Exception {
        for (int i = 0; i < producers; i++) {
            CountDownLatch completed = new CountDownLatch(1);
            Completion completion = (result, failure) -> {
                assertThat(failure).isNull();
                completed.countDown();
            };
            try (Producer producer = subject.producer(i, topic, Bodies.of(topic))) {
                producer.sendOneWay();
                producer.sendAsync(completion);
                producer.send();
            }
            assertThat(completed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void expectFault(String header, byte[] body, String words) throws Exception {
        send(header, body);
        receive();
        assertThat(sink.stats().line()).contains("faults=1").contains(words);
    }

    private static String json(int opaque, int flag, String topic, int queue, String key) {
        return "{\"code\":310,\"extFields\":{\"a\":\"g\",\"b\":\"" + topic + "\",\"e\":\"" + queue
                + "\",\"f\":\"0\",\"g\":\"" + System.currentTimeMillis() + "\",\"i\":\"UNIQ_KEY\\u0001" + key
                + "\\u0002WAIT\\u0001true\\u0002TAGS\\u0001bench\\u0002\"},\"flag\":" + flag + ",\"opaque\":" + opaque
                + ",\"version\":513}";
    }

    private void send(String header, byte[] body) throws IOException {
        socket.getOutputStream().write(frame(header, body));
    }

    private static byte[] frame(String header, byte[] body) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(frame);
        out.writeInt(4 + header.length() + body.length);
        out.writeInt(header.length());
        out.write(header.getBytes(US_ASCII));
        out.write(body);
        return frame.toByteArray();
    }

    private JsonObject receive() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] frame = in.readNBytes(in.readInt());
        String header = new String(frame, 4, frame.length - 4, UTF_8);
        return Json.createReader(new ByteArrayInputStream(header.getBytes(UTF_8)))
                .readObject();
    }
}
