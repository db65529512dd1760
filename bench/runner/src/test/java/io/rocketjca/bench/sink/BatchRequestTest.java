package io.rocketjca.bench.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.bench.client.Bodies;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BatchRequestTest {

    private static final byte[] HEADER = "\"a\":\"bench-ours-0\",\"b\":\"bench-random-16\"".getBytes(US_ASCII);
    private static final byte[] PROPERTIES = ("UNIQ_KEY\u0001" + "0".repeat(32) + "\u0002WAIT\u0001true\u0002TAGS\u0001"
                    + Bodies.TAG + "\u0002")
            .getBytes(US_ASCII);

    private final byte[] request = request();

    @Test
    void aBatchOfTheTopicsBodiesHasNoFault() {
        assertThat(fault()).isNull();
        assertThat(BatchRequest.messages(request, HEADER.length, request.length))
                .isEqualTo(2);
    }

    @Test
    void everyChangedByteOfABodyIsAFault() {
        int bodyAt = HEADER.length + 5 * Integer.BYTES;
        for (int i = 0; i < 16; i++) {
            request[bodyAt + i]++;
            assertThat(fault()).contains("differs");
            request[bodyAt + i]--;
        }
    }

    private String fault() {
        return BatchRequest.fault(request, 0, HEADER.length, request.length);
    }

    private static byte[] request() {
        byte[] body = Bodies.of("bench-random-16");
        int each = 5 * Integer.BYTES + body.length + Short.BYTES + PROPERTIES.length;
        ByteBuffer bytes = ByteBuffer.allocate(HEADER.length + 2 * each).put(HEADER);
        for (int i = 0; i < 2; i++) {
            bytes.putInt(each).putInt(0).putInt(0).putInt(0).putInt(body.length).put(body);
            bytes.putShort((short) PROPERTIES.length).put(PROPERTIES);
        }
        return bytes.array();
    }
}
