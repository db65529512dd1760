package io.rocketjca.impl.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
    void readsDecimalsAsTheJdkDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String digits =
                    Long.toString(Math.abs(random.nextLong() >> random.nextInt(64)) % 1_000_000_000_000_000_000L);
            byte[] padded = ("x".repeat(i % 9) + digits + "9").getBytes(UTF_8);
            assertThat(Decimals.parse(padded, i % 9, padded.length - 1, -5))
                    .as("seed %d", seed)
                    .isEqualTo(Long.parseLong(digits));
        }
    }

    @Test
    void readsNoDecimalsFromOtherTexts() {
        assertThat(Decimals.parse(new byte[8], 3, 3, -5)).isEqualTo(-5);
        for (int length = 1; length <= 18; length++) {
            for (int at = 0; at < length; at++) {
                byte[] digits = "012345678901234567".substring(0, length).getBytes(UTF_8);
                for (int other = 0; other < 256; other++) {
                    digits[at] = (byte) other;
                    if (other < '0' || other > '9') {
                        assertThat(Decimals.parse(digits, 0, length, -5))
                                .as("%d of %d is %d", at, length, other)
                                .isEqualTo(-5);
                    }
                }
            }
        }
    }

    @Test
    void readsHexFromBytesAsFromTexts() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "0123456789ABCDEFabcdef/:@G`g\u0000\u00ff";
        for (int i = 0; i < 50_000; i++) {
            int letters = i % 3 == 0 ? alphabet.length() : i % 3 == 1 ? 22 : 16;
            StringBuilder text = new StringBuilder();
            while (text.length() < 16) {
                text.append(alphabet.charAt(random.nextInt(letters)));
            }
            byte[] ascii = ("xy" + text).getBytes(ISO_8859_1);
            assertThat(Hex.parseHalf(ascii, 2, -5))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(Hex.parse(text.toString(), 0, -5));
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
