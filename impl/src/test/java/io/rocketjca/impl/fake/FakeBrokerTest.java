package io.rocketjca.impl.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class FakeBrokerTest {

    private final FakeBroker broker = FakeBroker.start();

    @AfterEach
    void close() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(FakeEncoding.class)
    void readsWhatItWroteInBothForms(FakeEncoding encoding) throws IOException {
        FakeFrame frame = FakeFrame.request(310, 0x40000007)
                .withExt("b", "Tö\"pic")
                .withExt("i", "TAGS\u0001a\u0002")
                .withBody("hi".getBytes(UTF_8))
                .in(encoding);
        FakeFrame read = FakeCodec.read(new DataInputStream(new ByteArrayInputStream(FakeCodec.write(frame))));
        assertThat(read).usingRecursiveComparison().ignoringFields("language").isEqualTo(frame);
    }

    @Test
    void storesASendAndAnswersWhereItIs() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            FakeFrame send = FakeFrame.request(310, 7)
                    .withExt("b", "T")
                    .withExt("e", "3")
                    .withExt("i", "UNIQ_KEY\u0001K\u0002");
            FakeFrame answer = ask(socket, send);
            assertThat(answer.code()).isZero();
            assertThat(answer.answer()).isTrue();
            assertThat(answer.opaque()).isEqualTo(7);
            assertThat(answer.ext("queueId")).isEqualTo("3");
            assertThat(answer.ext("queueOffset")).isEqualTo("0");
            assertThat(answer.ext("msgId")).hasSize(32);
            assertThat(ask(socket, send).ext("queueOffset")).isEqualTo("1");
            assertThat(broker.stored()).extracting(FakeStored::uniqueKey).containsExactly("K", "K");
            assertThat(broker.awaitRequests(310, 2)).hasSize(2);
        }
    }

    @Test
    void answersThreeToWhatItDoesNotKnow() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            assertThat(ask(socket, FakeFrame.request(999, 1)).code()).isEqualTo(3);
        }
    }

    @Test
    void followsItsScriptAndThenItsHandler() throws IOException {
        broker.next(34, FakeReply.code(2, "busy"), FakeReply.success().in(FakeEncoding.BINARY));
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            assertThat(ask(socket, FakeFrame.request(34, 1)).remark()).isEqualTo("busy");
            assertThat(ask(socket, FakeFrame.request(34, 2)).encoding()).isEqualTo(FakeEncoding.BINARY);
            assertThat(ask(socket, FakeFrame.request(34, 3)).code()).isZero();
        }
    }

    @Test
    void holdsAnAnswerBackUntilTheGateOpens() throws IOException {
        FakeGate gate = new FakeGate();
        broker.next(34, FakeReply.success().after(gate));
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            socket.getOutputStream().write(FakeCodec.write(FakeFrame.request(34, 1)));
            assertThat(ask(socket, FakeFrame.request(35, 2)).opaque()).isEqualTo(2);
            gate.open();
            assertThat(read(socket).opaque()).isEqualTo(1);
        }
    }

    @Test
    void cutsAFrameInTheMiddle() throws IOException {
        broker.next(34, FakeReply.halfFrameThenClose());
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            socket.getOutputStream().write(FakeCodec.write(FakeFrame.request(34, 1)));
            byte[] rest = socket.getInputStream().readAllBytes();
            assertThat(rest.length).isBetween(10, 100);
            assertThatThrownBy(() -> FakeCodec.read(new DataInputStream(new ByteArrayInputStream(rest))))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesAndListensAgainAtTheSamePort() throws IOException {
        broker.refuse();
        assertThatThrownBy(() -> new Socket("127.0.0.1", broker.port()).close()).isInstanceOf(ConnectException.class);
        broker.listenAgain();
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            broker.awaitConnections(1);
            broker.dropConnections();
            assertThatThrownBy(() -> read(socket)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void pushesToItsClientsAndKeepsTheirAnswers() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            broker.awaitConnections(1);
            int opaque = broker.push(FakeFrame.request(40, 0).withExt("consumerGroup", "G"));
            FakeFrame pushed = read(socket);
            assertThat(pushed.opaque()).isEqualTo(opaque);
            socket.getOutputStream().write(FakeCodec.write(pushed.withFlag(1)));
            assertThat(broker.awaitAnswers(1)).hasSize(1);
            assertThat(broker.requests()).isEmpty();
        }
    }

    @Test
    void nameServerKnowsItsTopicsOnly() throws IOException {
        try (FakeNameServer server = FakeNameServer.start();
                Socket socket = new Socket("127.0.0.1", server.peer().port())) {
            server.route("T", "broker-a", broker.address(), 4);
            FakeFrame ask = FakeFrame.request(105, 1).withExt("topic", "T");
            assertThat(ask(socket, ask).bodyText()).contains("\"brokerAddrs\":{\"0\":\"" + broker.address() + "\"}");
            assertThat(ask(socket, FakeFrame.request(105, 2).withExt("topic", "U"))
                            .code())
                    .isEqualTo(17);
            assertThat(server.asked("T")).isEqualTo(1);
            server.always(FakeReply.closeConnection());
            assertThatThrownBy(() -> ask(socket, ask)).isInstanceOf(IOException.class);
        }
    }

    private static FakeFrame ask(Socket socket, FakeFrame request) throws IOException {
        socket.getOutputStream().write(FakeCodec.write(request));
        return read(socket);
    }

    private static FakeFrame read(Socket socket) throws IOException {
        return FakeCodec.read(new DataInputStream(socket.getInputStream()));
    }
}
