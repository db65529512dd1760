package io.rocketjca.impl.connector;

import jakarta.resource.spi.ConfigProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the annotations say about the config properties of one JavaBean. */
record ConfigPropertyTable(List<Row> rows) {

    /** One config property. */
    record Row(Field field, Object defaultValue, String description) {

        String name() {
            return field.getName();
        }

        String bounds() {
            Min min = field.getAnnotation(Min.class);
            Max max = field.getAnnotation(Max.class);
            Size size = field.getAnnotation(Size.class);
            if (size != null) {
                return "at most " + size.max() + " characters";
            }
            return (min == null ? "" : "from " + min.value()) + (max == null ? "" : " to " + max.value());
        }

        String shownDefault() {
            return defaultValue == null ? "–" : "`" + defaultValue + "`";
        }
    }

    static ConfigPropertyTable of(Object bean) {
        return new ConfigPropertyTable(
                Stream.<Class<?>>iterate(bean.getClass(), type -> type != Object.class, Class::getSuperclass)
                        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                        .filter(field -> field.isAnnotationPresent(ConfigProperty.class))
                        .map(field -> row(bean, field))
                        .toList());
    }

    private static Row row(Object bean, Field field) {
        try {
            field.setAccessible(true);
            return new Row(
                    field,
                    field.get(bean),
                    String.join(" ", field.getAnnotation(ConfigProperty.class).description()));
        } catch (IllegalAccessException failure) {
            throw new AssertionError(failure);
        }
    }

    Field field(String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .field();
    }

    String markdown() {
        StringBuilder table =
                new StringBuilder("| property | type | default | bounds | meaning |\n|---|---|---|---|---|\n");
        for (Row row : rows) {
            table.append("| `").append(row.name()).append("` | ");
            table.append(row.field().getType().getSimpleName()).append(" | ");
            table.append(row.shownDefault()).append(" | ");
            table.append(row.bounds()).append(" | ");
            table.append(row.description()).append(" |\n");
        }
        return table.toString();
    }
}
