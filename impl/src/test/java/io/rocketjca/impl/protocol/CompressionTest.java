package io.rocketjca.impl.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.CompressType;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9})
    void inflatesWhatItDeflated(int level) {
        byte[] body = text(20_000);
        byte[] before = body.clone();
        byte[] compressed = new ZlibCompressor(level).compress(body);
        assertThat(compressed).hasSizeLessThan(body.length / 2);
        assertThat(Compression.inflate(compressed, body.length)).isEqualTo(body);
        assertThat(body).isEqualTo(before);
    }

    @Test
    @Row("CMP-04")
    void writesAZlibStreamAsTheOfficialClientDoes() {
        byte[] compressed = new ZlibCompressor(5).compress(text(5_000));
        assertThat(compressed).startsWith(0x78, 0x5e);
        assertThat(SysFlags.compressed(CompressType.ZLIB)).isEqualTo(0x301);
        assertThat(SysFlags.compressType(0x301)).isEqualTo(CompressType.ZLIB);
        assertThat(SysFlags.compressType(0x1)).isEqualTo(CompressType.ZLIB);
    }

    /** Small bodies of one byte leave no room at the end for the parts that it writes itself. */
    @Test
    void isByteForByteWhatZlibItselfWrites() {
        for (int level = 1; level <= 9; level++) {
            ZlibCompressor compressor = new ZlibCompressor(level);
            for (int size = 1; size < 40; size++) {
                assertSameAsZlib(compressor, level, new byte[size]);
            }
            assertSameAsZlib(compressor, level, text(16_384));
            assertSameAsZlib(compressor, level, text(300_000));
        }
    }

    private static void assertSameAsZlib(ZlibCompressor compressor, int level, byte[] body) {
        Deflater zlib = new Deflater(level);
        zlib.setInput(body);
        zlib.finish();
        byte[] out = new byte[body.length + 64];
        int length = zlib.deflate(out);
        zlib.end();
        byte[] expected = length < body.length ? Arrays.copyOf(out, length) : null;
        assertThat(compressor.compress(body)).isEqualTo(expected);
    }

    @Test
    void givesUpWhereItDoesNotPay() {
        assertThat(new ZlibCompressor(5).compress(new byte[0])).isNull();
        assertThat(new ZlibCompressor(5).compress(new byte[] {1})).isNull();
        assertThat(new ZlibCompressor(5).compress(noise(600))).isNull();
        assertThat(new ZlibCompressor(5).compress(noise(100_000))).isNull();
    }

    @Test
    void takesOnlyNoiseForNoise() {
        for (int i = 0; i < 200; i++) {
            assertThat(new ZlibWorker(5).looksLikeNoise(noise(4_096 + i))).isTrue();
        }
        assertThat(new ZlibWorker(5).looksLikeNoise(text(4_096))).isFalse();
        assertThat(new ZlibWorker(5).looksLikeNoise(Base64.getEncoder().encode(noise(4_096))))
                .isFalse();
        assertThat(new ZlibWorker(5).looksLikeNoise(new byte[1 << 20])).isFalse();
        assertThat(new ZlibWorker(5).looksLikeNoise(new byte[0])).isFalse();
    }

    @Test
    void bodiesOneAfterTheOtherLeaveNoTraceInEachOther() {
        ZlibCompressor compressor = new ZlibCompressor(5);
        for (int size : new int[] {20_000, 600, 300_000, 5_000, 131_073}) {
            assertThat(compressor.compress(noise(size))).isNull();
            byte[] body = text(size);
            byte[] compressed = compressor.compress(body);
            assertThat(compressed).isEqualTo(new ZlibCompressor(5).compress(body));
            assertThat(Compression.inflate(compressed, size)).isEqualTo(body);
        }
    }

    @Test
    void manyThreadsCompressAtATime() {
        ZlibCompressor compressor = new ZlibCompressor(5);
        List<byte[]> bodies =
                IntStream.range(0, 400).mapToObj(i -> text(2_000 + 37 * i)).toList();
        assertThat(bodies.parallelStream()
                        .allMatch(body ->
                                Arrays.equals(Compression.inflate(compressor.compress(body), body.length), body)))
                .isTrue();
    }

    @Test
    void refusesToInflateBeyondTheBound() {
        byte[] bomb = new ZlibCompressor(9).compress(new byte[10 << 20]);
        assertThat(bomb).hasSizeLessThan(20_000);
        assertThatThrownBy(() -> Compression.inflate(bomb, 1 << 20))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("1048576");
        byte[] exact = new ZlibCompressor(9).compress(new byte[8192]);
        assertThat(Compression.inflate(exact, 8192)).hasSize(8192);
        assertThatThrownBy(() -> Compression.inflate(exact, 8191)).hasMessageContaining("8191");
        assertThatThrownBy(() -> Compression.inflate(exact, 0)).hasMessageContaining("more than 0");
    }

    @Test
    void inflatesToExactlyTheBoundForEverySize() {
        for (int size : new int[] {100, 8191, 8192, 8193, 16384, 16385, 100_000}) {
            byte[] body = text(size);
            assertThat(Compression.inflate(new ZlibCompressor(5).compress(body), size))
                    .isEqualTo(body);
        }
    }

    @Test
    void refusesBrokenStreams() {
        byte[] compressed = new ZlibCompressor(5).compress(text(5_000));
        assertThatThrownBy(() -> Compression.inflate(Arrays.copyOf(compressed, compressed.length / 2), 1 << 20))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("ends early");
        assertThatThrownBy(() -> Compression.inflate(Arrays.copyOf(compressed, compressed.length - 1), 5_000))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> Compression.inflate(new byte[] {1, 2, 3}, 100))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("not a zlib stream");
        assertThatThrownBy(() -> Compression.inflate(new byte[0], 100)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void survivesMutatedStreams() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] compressed = new ZlibCompressor(5).compress(text(3_000));
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = compressed.clone();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            try {
                assertThat(Compression.inflate(broken, 10_000)).hasSizeLessThanOrEqualTo(10_000);
            } catch (ProtocolException expected) {
                assertThat(expected.getMessage()).as("seed %d", seed).isNotBlank();
            }
        }
    }

    private static byte[] text(int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < bytes; i++) {
            text.append("{\"order\":").append(i).append(",\"state\":\"created\"}");
        }
        return Arrays.copyOf(text.toString().getBytes(UTF_8), bytes);
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }
}
