package io.rocketjca.impl.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {

    private final ByteBuf out = Unpooled.buffer();

    @Test
    void decimalsAreThoseOfTheJdk() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            assertDecimal(random.nextLong() >> random.nextInt(64), seed);
        }
        for (long power = 1; power > 0 && power < Long.MAX_VALUE / 10; power *= 10) {
            assertDecimal(power - 1, seed);
            assertDecimal(power, seed);
            assertDecimal(-power, seed);
            assertDecimal(1 - power, seed);
        }
        assertDecimal(Long.MIN_VALUE, seed);
        assertDecimal(Long.MAX_VALUE, seed);
        assertDecimal(Integer.MIN_VALUE, seed);
    }

    @Test
    void everyGroupOfFourDigitsIsRight() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(ascii(Decimals.digits(i * 10_000 + 9_999 - i))).isEqualTo("%04d%04d".formatted(i, 9_999 - i));
        }
    }

    @Test
    void hexDigitsAreThoseOfTheJdk() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            int value = random.nextInt();
            assertThat(ascii(Hex.digits(value))).as("seed %d", seed).isEqualTo("%08X".formatted(value));
            long high = random.nextLong();
            long low = random.nextLong();
            String text = Hex.text(high, low);
            assertThat(text).isEqualTo("%016X%016X".formatted(high, low));
            assertThat(UniqueId.parse(text)).isEqualTo(new UniqueId(high, low));
            assertThat(Hex.parseHalf(text.toLowerCase(java.util.Locale.ROOT), 1, 0))
                    .isEqualTo(low);
        }
    }

    @Test
    void readsNoHexFromOtherTexts() {
        assertThat(Hex.parse("", 0, -5)).isEqualTo(-5);
        assertThat(Hex.parse("0123456789ABCDE/", 0, -5)).isEqualTo(-5);
        assertThat(Hex.parse("0123456789ABCDE:", 0, -5)).isEqualTo(-5);
        assertThat(Hex.parse("0123456789ABCDE@", 0, -5)).isEqualTo(-5);
        assertThat(Hex.parse("0123456789ABCDEg", 0, -5)).isEqualTo(-5);
        assertThat(Hex.parse("0123456789ABCDEF", 1, -5)).isEqualTo(-5);
        assertThat(Hex.parse("0123456789ABCDEF", -1, -5)).isEqualTo(-5);
        assertThat(Hex.parse("0123456789ABCDEf", 0, -5)).isEqualTo(0x0123456789ABCDEFL);
    }

    @Test
    void jsonEscapesGrowAsForetold() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = RandomCommands.text(random, 0, 60);
            ByteBuf bytes = Unpooled.buffer();
            JsonStrings.writeEscaped(bytes, text.getBytes(UTF_8));
            assertThat(bytes.readableBytes())
                    .as("seed %d", seed)
                    .isEqualTo(JsonStrings.escapedBytes(text.getBytes(UTF_8)));
            ByteBuf quoted = Unpooled.buffer();
            JsonStrings.writeQuoted(quoted, text);
            assertThat(quoted.toString(UTF_8)).isEqualTo('"' + bytes.toString(UTF_8) + '"');
        }
    }

    private void assertDecimal(long value, long seed) {
        out.clear();
        Decimals.write(out, value);
        assertThat(out.toString(UTF_8)).as("seed %d", seed).isEqualTo(Long.toString(value));
    }

    private static String ascii(long bytes) {
        return Unpooled.buffer().writeLong(bytes).toString(UTF_8);
    }
}
