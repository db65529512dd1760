package io.rocketjca.impl.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagePropertiesTest {

    @Test
    @Row({"MSG-04", "MSG-05", "MSG-06"})
    void encodesTagKeysAndProperties() {
        assertThat(text(MessageProperties.encode("a", "k1 k2", Map.of("color", "rot"))))
                .isEqualTo("TAGS^a|KEYS^k1 k2|color^rot|");
        assertThat(text(MessageProperties.encode(null, "k", Map.of()))).isEqualTo("KEYS^k|");
    }

    @Test
    void encodesNothingAsNull() {
        assertThat(MessageProperties.encode(null, null, Map.of())).isNull();
        assertThat(MessageProperties.encodedBytes(null, null, Map.of())).isZero();
    }

    @Test
    void countsAndDecodesWhatItEncodes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            Map<String, String> properties = new LinkedHashMap<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                properties.put(clean(random), clean(random));
            }
            String tag = random.nextBoolean() ? clean(random) : null;
            byte[] encoded = MessageProperties.encode(tag, null, properties);
            if (encoded == null) {
                continue;
            }
            assertThat(encoded).as("seed %d", seed).hasSize(MessageProperties.encodedBytes(tag, null, properties));
            Map<String, String> expected = new LinkedHashMap<>(properties);
            if (tag != null) {
                expected.put("TAGS", tag);
            }
            assertThat(MessageProperties.decode(new String(encoded, UTF_8)))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "null",
            value = {
                "a^1|;a=1",
                "a^1;a=1",
                "a^1|b^2|;a=1, b=2",
                "a^1|a^2|;a=2",
                "a^1^2|;a=1^2",
                "a^|b^2|;b=2",
                "^1|b^2|;b=2",
                "^11|b^2|;b=2",
                "ab|b^2|;b=2",
                "abc|b^2|;b=2",
                "||b^2||;b=2",
                "^|;''",
                "abc^|;''",
                "'';''",
                "null;''"
            })
    void decodesAsBrokersDo(String given, String expected) {
        String properties = given == null ? null : given.replace('^', '\u0001').replace('|', '\u0002');
        assertThat(MessageProperties.decode(properties).toString().replace('\u0001', '^'))
                .isEqualTo("{" + expected + "}");
    }

    private static String clean(Random random) {
        return RandomCommands.text(random, 1, 12).replace('\u0001', 'x').replace('\u0002', 'y');
    }

    private static String text(byte[] properties) {
        return new String(properties, UTF_8).replace('\u0001', '^').replace('\u0002', '|');
    }
}
