package io.rocketjca.bench.floor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.bench.client.Bodies;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloorFrameTest {

    private static final String TOPIC = Bodies.topic("random", 128);

    @Test
    void onlyTheOpaqueDiffersFromMessageToMessage() {
        FloorFrame frame = new FloorFrame(TOPIC, Bodies.of(TOPIC), false);
        ByteBuf out = Unpooled.buffer();
        frame.write(out, 0);
        frame.write(out, 26_258_175);
        String first = out.toString(0, frame.size(), ISO_8859_1);
        String second = out.toString(frame.size(), frame.size(), ISO_8859_1);
        assertThat(first).contains("\"opaque\":1073741824,");
        assertThat(second).isEqualTo(first.replace("1073741824", "1099999999"));
    }

    @Test
    void itIsAsLargeAsARealOne() {
        FloorFrame frame = new FloorFrame(TOPIC, Bodies.of(TOPIC), false);
        assertThat(frame.size()).isBetween(128 + 340, 128 + 420);
    }

    @Test
    void aBatchIsOneFrameWithAllMessages() {
        FloorFrame frame = FloorFrame.ofBatch(TOPIC, Bodies.of(TOPIC), 32);
        assertThat(frame.size()).isBetween(32 * (128 + 70), 32 * (128 + 110));
    }

    @Test
    void answersAreReadHoweverTheyAreCut() {
        String header = "{\"code\":0,\"extFields\":{},\"flag\":1,\"language\":\"JAVA\",\"opaque\":1073741824,"
                + "\"serializeTypeCurrentRPC\":\"JSON\",\"version\":513}";
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < 3; i++) {
            stream.writeInt(4 + header.length()).writeInt(header.length());
            stream.writeCharSequence(header.replace("1073741824", "107374182" + i), US_ASCII);
        }
        for (int cut = 1; cut < stream.readableBytes(); cut++) {
            List<Integer> opaques = new ArrayList<>();
            AnswerReader reader = new AnswerReader(opaques::add);
            reader.channelRead(null, stream.copy(0, cut));
            reader.channelRead(null, stream.copy(cut, stream.readableBytes() - cut));
            assertThat(opaques).containsExactly(1_073_741_820, 1_073_741_821, 1_073_741_822);
        }
    }
}
