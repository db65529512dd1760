package io.rocketjca.impl.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.CompressType;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every way of compression. */
class CompressTypesTest {

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @EnumSource(CompressType.class)
    @Row({"CMP-02", "CMP-06"})
    void restoresWhatItCompressed(CompressType type) {
        BodyCompressor compressor = BodyCompressor.of(type, 5);
        for (int bytes : new int[] {300, 4_096, 65_536, 1 << 20, (4 << 20) + 1, 9 << 20}) {
            byte[] body = text(bytes);
            byte[] before = body.clone();
            byte[] compressed = compressor.compress(body);
            assertThat(compressed.length).as("%s, %d bytes", type, bytes).isLessThan(bytes);
            assertThat(Compression.decompress(compressed, SysFlags.compressed(type), bytes))
                    .isEqualTo(body);
            assertThat(body).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(CompressType.class)
    @Row("CMP-01")
    void givesUpWhereItDoesNotPay(CompressType type) {
        BodyCompressor compressor = BodyCompressor.of(type, 1);
        assertThat(compressor.compress(new byte[0])).isNull();
        assertThat(compressor.compress(new byte[] {1})).isNull();
        for (int bytes : new int[] {20, 5_000, 100_000, 5 << 20}) {
            byte[] noise = new byte[bytes];
            random.nextBytes(noise);
            assertThat(compressor.compress(noise))
                    .as("seed %d, %d bytes", seed, bytes)
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(CompressType.class)
    void aBodyThatGrowsBeyondTheBoundIsRefused(CompressType type) {
        byte[] bomb = BodyCompressor.of(type, 9).compress(new byte[10 << 20]);
        int flag = SysFlags.compressed(type);
        assertThatThrownBy(() -> Compression.decompress(bomb, flag, 1 << 20))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("more than 1048576 bytes");
        assertThat(Compression.decompress(bomb, flag, 10 << 20)).hasSize(10 << 20);
        assertThatThrownBy(() -> Compression.decompress(bomb, flag, (10 << 20) - 1))
                .isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @EnumSource(CompressType.class)
    void whatIsBrokenIsRefusedWithAReason(CompressType type) {
        byte[] good = BodyCompressor.of(type, 5).compress(text(3_000));
        int flag = SysFlags.compressed(type);
        assertThatThrownBy(() -> Compression.decompress(Arrays.copyOf(good, good.length / 2), flag, 1 << 20))
                .isInstanceOf(ProtocolException.class);
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = good.clone();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            try {
                assertThat(Compression.decompress(broken, flag, 10_000)).hasSizeLessThanOrEqualTo(10_000);
            } catch (ProtocolException refused) {
                assertThat(refused).hasMessageMatching("(?s).{10,}");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + i, e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CompressType.class)
    void bodiesLeaveNoTraceInEachOtherWhicheverThreadsTheyComeFrom(CompressType type) {
        BodyCompressor compressor = BodyCompressor.of(type, 5);
        int flag = SysFlags.compressed(type);
        List<byte[]> bodies =
                IntStream.range(0, 300).mapToObj(i -> text(300 + 997 * i)).toList();
        assertThat(bodies.parallelStream()
                        .allMatch(body -> Arrays.equals(
                                Compression.decompress(compressor.compress(body), flag, body.length), body)))
                .as("seed %d", seed)
                .isTrue();
    }

    /** The table of 16 KiB that LZ4 in plain Java makes for each body is let pass. */
    @ParameterizedTest
    @EnumSource(CompressType.class)
    void theRoomForALargeBodyIsNotMadeAnew(CompressType type) {
        BodyCompressor compressor = BodyCompressor.of(type, 5);
        byte[] body = new byte[100_000];
        compressor.compress(body);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20; i++) {
            compressor.compress(body);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 20).isLessThan(body.length / 2);
    }

    @Test
    void lz4IsNativeOnlyWhereItsLibraryOutlivesTheAdapter() throws Exception {
        try (URLClassLoader archive = new URLClassLoader(urls(entry -> true), ClassLoader.getPlatformClassLoader())) {
            assertThat(lz4In(archive, archive)).isEqualTo("LZ4Factory:JavaSafe");
            // not asked for by name, as there are platforms without it
            String nativeOrNot = LZ4Factory.fastestInstance().toString();
            assertThat(lz4In(archive, ClassLoader.getSystemClassLoader())).isEqualTo(nativeOrNot);
        }
    }

    private static String lz4In(ClassLoader library, ClassLoader adapter) throws Exception {
        Method implementation =
                library.loadClass(Lz4Compressor.class.getName()).getDeclaredMethod("implementation", ClassLoader.class);
        implementation.setAccessible(true);
        return implementation.invoke(null, adapter).toString();
    }

    @Test
    void theFlagsAreThoseOfRocketMQ() {
        assertThat(SysFlags.compressed(CompressType.LZ4)).isEqualTo(0x101);
        assertThat(SysFlags.compressed(CompressType.ZSTD)).isEqualTo(0x201);
        assertThatThrownBy(() -> Compression.decompress(new byte[1], 0x401, 10))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("unknown way");
        for (CompressType type : CompressType.values()) {
            assertThat(CompressionLibrary.missing(type)).isNull();
        }
    }

    @Test
    void aMissingLibraryIsNamedAndZlibNeedsNone() throws Exception {
        try (URLClassLoader without =
                new URLClassLoader(urls(CompressTypesTest::needed), ClassLoader.getPlatformClassLoader())) {
            Class<?> library = without.loadClass(CompressionLibrary.class.getName());
            Class<?> types = without.loadClass(CompressType.class.getName());
            Class<?> compression = without.loadClass(Compression.class.getName());
            for (Object type : types.getEnumConstants()) {
                Object missing = library.getMethod("missing", types).invoke(null, type);
                switch (type.toString()) {
                    case "LZ4" ->
                        assertThat((String) missing).contains("at.yawk.lz4:lz4-java is missing", "rocketjca.rar");
                    case "ZSTD" -> assertThat((String) missing).contains("com.github.luben:zstd-jni is missing");
                    default -> assertThat(missing).isNull();
                }
            }
            assertThat(without.loadClass(BodyCompressor.class.getName())
                            .getMethod("of", types, int.class)
                            .invoke(null, types.getField("ZLIB").get(null), 5))
                    .isNotNull();
            assertThatThrownBy(() -> compression
                            .getMethod("decompress", byte[].class, int.class, int.class)
                            .invoke(null, new byte[9], 0x101, 10))
                    .rootCause()
                    .hasMessageContainingAll("compressed as LZ4", "at.yawk.lz4:lz4-java is missing");
        }
    }

    private static boolean needed(String entry) {
        return !entry.contains("lz4-java") && !entry.contains("zstd-jni");
    }

    private static URL[] urls(Predicate<String> wanted) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(wanted)
                .map(CompressTypesTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] text(int bytes) {
        byte[] text = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            text[i] = (byte) ("RocketMQ ".charAt(i % 9) + (random.nextInt(8) == 0 ? 1 : 0));
        }
        return text;
    }
}
