package io.rocketjca.impl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One bound of the code, as {@code limits.txt} lists it; its value is that of the constant itself. */
record Limit(String area, String constant, String what, String why) {

    static final String ROOT = "io.rocketjca.impl.";

    static List<Limit> all() {
        try (InputStream in = Limit.class.getResourceAsStream("/limits.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Limit::parse)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Limit parse(String line) {
        String[] parts = line.split(" \\| ");
        if (parts.length != 4) {
            throw new IllegalArgumentException("A limit has four parts: " + line);
        }
        return new Limit(parts[0], parts[1], parts[2], parts[3]);
    }

    String row() {
        String shortName = constant.substring(constant.lastIndexOf('.', constant.lastIndexOf('.') - 1) + 1);
        return "| " + what + " | " + shown(value()) + " | `" + shortName + "` | " + why + " |\n";
    }

    private Object value() {
        int dot = constant.lastIndexOf('.');
        try {
            Field field =
                    Class.forName(ROOT + constant.substring(0, dot)).getDeclaredField(constant.substring(dot + 1));
            field.setAccessible(true);
            return field.get(null);
        } catch (ReflectiveOperationException absent) {
            throw new AssertionError("There is no constant " + constant, absent);
        }
    }

    private String shown(Object value) {
        if (value instanceof Duration time) {
            return time.toMillis() + " ms";
        }
        long number = ((Number) value).longValue();
        if (constant.endsWith("_NANOS")) {
            return number < 1_000_000 ? number / 1_000 + " µs" : number / 1_000_000 + " ms";
        }
        if (constant.endsWith("_MILLIS")) {
            return grouped(number) + " ms";
        }
        return constant.contains("BYTES") ? bytes(number) : grouped(number);
    }

    private static String bytes(long number) {
        String[] units = {"", " KiB", " MiB", " GiB"};
        int unit = 0;
        long left = number;
        while (left >= 1024 && left % 1024 == 0 && unit < units.length - 1) {
            left /= 1024;
            unit++;
        }
        return grouped(left) + (unit == 0 ? " bytes" : units[unit]);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
