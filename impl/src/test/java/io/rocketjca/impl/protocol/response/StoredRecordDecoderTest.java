package io.rocketjca.impl.protocol.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.protocol.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredRecordDecoderTest {

    /** As a broker 5.5.0 wrote it. */
    private static final byte[] REAL = HexFormat.of()
            .parseHex("00000062daa320a7000000000000000100000000000000000000000500000000000012340000000000000"
                    + "18bcfe568007f000001000015b30000018bcfe568017f00000100002a9f0000000000000000000000000000"
                    + "0002686901540004"
                    + "6b017602");

    @Test
    void aRealRecordIsRead() {
        StoredRecord record = StoredRecordDecoder.decode(REAL).get(0);

        assertThat(record.topic()).isEqualTo("T");
        assertThat(record.queueId()).isEqualTo(1);
        assertThat(record.queueOffset()).isEqualTo(5);
        assertThat(record.sysFlag()).isZero();
        assertThat(record.bornMillis()).isEqualTo(1_700_000_000_000L);
        assertThat(record.storeMillis()).isEqualTo(1_700_000_000_001L);
        assertThat(record.body()).asString().isEqualTo("hi");
        assertThat(record.properties()).isEqualTo(Map.of("k", "v"));
        assertThat(record.uniqueKey()).isNull();
    }

    @Test
    void severalRecordsAreReadOneAfterTheOther() {
        ByteArrayOutputStream three = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            three.writeBytes(REAL);
        }
        assertThat(StoredRecordDecoder.decode(three.toByteArray())).hasSize(3);
        assertThat(StoredRecordDecoder.decode(new byte[0])).isEmpty();
    }

    @Test
    void longTopicsAndIpv6HostsAreRead() {
        String topic = "t".repeat(200);
        ByteBuffer out = ByteBuffer.allocate(91 + 1 + 24 + 200 + 3);
        out.putInt(out.capacity()).putInt(0xDAA320AB).putInt(0).putInt(2).putInt(0);
        out.putLong(7).putLong(0).putInt(0x30).putLong(1).put(new byte[16]).putInt(1);
        out.putLong(2).put(new byte[16]).putInt(1).putInt(0).putLong(0);
        out.putInt(3)
                .put("abc".getBytes())
                .putShort((short) 200)
                .put(topic.getBytes())
                .putShort((short) 0);

        StoredRecord record = StoredRecordDecoder.decode(out.array()).get(0);

        assertThat(record.topic()).isEqualTo(topic);
        assertThat(record.body()).asString().isEqualTo("abc");
        assertThat(record.bornMillis()).isEqualTo(1);
        assertThat(record.storeMillis()).isEqualTo(2);
    }

    @Test
    void everyCutOffRecordIsRefused() {
        for (int length = 1; length < REAL.length; length++) {
            byte[] cut = Arrays.copyOf(REAL, length);
            assertThatThrownBy(() -> StoredRecordDecoder.decode(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void arbitraryBytesNeverDoMoreThanBeRefused() {
        Random random = new Random(20_261_121);
        for (int i = 0; i < 20_000; i++) {
            byte[] spoilt = REAL.clone();
            for (int n = 0; n <= random.nextInt(4); n++) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
            }
            assertThatCode(() -> tryDecode(spoilt))
                    .as(HexFormat.of().formatHex(spoilt))
                    .doesNotThrowAnyException();
        }
    }

    private static List<StoredRecord> tryDecode(byte[] bytes) {
        try {
            return StoredRecordDecoder.decode(bytes);
        } catch (ProtocolException expected) {
            return List.of();
        }
    }

    @Test
    void moreRecordsThanAnyBrokerHandsOutAreRefused() {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i <= StoredRecordDecoder.MAX_RECORDS; i++) {
            many.writeBytes(REAL);
        }
        assertThatThrownBy(() -> StoredRecordDecoder.decode(many.toByteArray()))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("1024");
    }
}
