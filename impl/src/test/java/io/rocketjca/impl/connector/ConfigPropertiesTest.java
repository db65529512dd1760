package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ConfigProblems;
import io.rocketjca.impl.contract.Must;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.validation.Constraint;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the specification demands of the two JavaBeans that an administrator configures. */
class ConfigPropertiesTest {

    private static final Set<Class<?>> ALLOWED = Set.of(
            String.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Double.class,
            Float.class,
            Short.class,
            Byte.class,
            Character.class);

    private static final String LONGEST_KEY = "x".repeat(ConfigBounds.MAX_KEY_CHARACTERS);

    private static final List<String> PIECES = List.of(
            "a",
            "mq-1.example_x",
            "http",
            "[::1]",
            "[fe80::1%eth0]",
            ":",
            ":1",
            ":0",
            ":00000",
            ":9876",
            ":65535",
            ":65536",
            ":09",
            ";",
            ",",
            ";;",
            " ",
            "\t",
            "\u2003",
            "mq:1",
            "b:2;",
            "[",
            "]",
            "-",
            "ü");

    private static final List<String> NAME_SERVER_LISTS = Arrays.asList(
            null,
            "",
            "  ",
            " \n",
            ";",
            " ;, ",
            "mq1",
            "mq1:",
            ":1",
            "mq1:0",
            "mq1:00000",
            "mq1:00001",
            "mq1:000001",
            "mq1:9876",
            "mq1:65535",
            "mq1:65536",
            "mq1:99999",
            " mq1:1 ; mq2:2 ,",
            "mq1:1 mq2:2",
            "mq1:1;mq1:1",
            "::1:1",
            "[::1]:1",
            "[::1]",
            "[]:1",
            "[zz]:1",
            "http://mq1:1",
            "HTTPS:1",
            "http:1",
            "httpx:1",
            "-a:1",
            "a:1;b",
            "h".repeat(253) + ":1",
            "h".repeat(254) + ":1",
            "a:1;".repeat(32),
            "a:1;".repeat(33),
            "a:1;;".repeat(32) + "x");

    static Stream<Class<?>> beans() {
        return Stream.of(RocketMQResourceAdapter.class, RocketMQManagedConnectionFactory.class);
    }

    private static Object newBean(Class<?> type) throws ReflectiveOperationException {
        return type.getConstructor().newInstance();
    }

    private static List<PropertyDescriptor> configurable(Class<?> type) throws Exception {
        return Arrays.stream(Introspector.getBeanInfo(type, Object.class).getPropertyDescriptors())
                .filter(property -> property.getWriteMethod() != null && ALLOWED.contains(property.getPropertyType()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("beans")
    @Must({"A1", "B12", "G2", "G3", "G9", "H2", "I8", "I9"})
    void everyAnnotatedFieldIsAJavaBeanPropertyAndTheOtherWayRound(Class<?> type) throws Exception {
        Object bean = newBean(type);
        List<ConfigPropertyTable.Row> rows = ConfigPropertyTable.of(bean).rows();

        assertThat(configurable(type).stream().map(PropertyDescriptor::getName))
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(ConfigPropertyTable.Row::name).toList());
        for (PropertyDescriptor property : configurable(type)) {
            Object value = otherValue(property.getReadMethod().invoke(bean), property.getPropertyType());
            property.getWriteMethod().invoke(bean, value);
            assertThat(property.getReadMethod().invoke(bean)).isEqualTo(value);
            assertThat(property.getWriteMethod().getReturnType()).isEqualTo(void.class);
        }
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.field().getType()).isIn(ALLOWED);
            ConfigProperty annotation = row.field().getAnnotation(ConfigProperty.class);
            assertThat(annotation.type()).isIn(Object.class, row.field().getType());
            assertThat(annotation.ignore()).isFalse();
            assertThat(row.description()).endsWith(".");
        });
    }

    @ParameterizedTest
    @MethodSource("beans")
    @Must({"A2", "B13", "H4"})
    void beansAreEqualByEachOfTheirProperties(Class<?> type) throws Exception {
        assertThat(newBean(type)).isEqualTo(newBean(type)).hasSameHashCodeAs(newBean(type));
        assertThat(newBean(type)).isNotEqualTo("text").isNotEqualTo(null);
        for (PropertyDescriptor property : configurable(type)) {
            Object one = newBean(type);
            Object other = newBean(type);
            Object value = otherValue(property.getReadMethod().invoke(one), property.getPropertyType());
            property.getWriteMethod().invoke(one, value);
            assertThat(one).as(property.getName()).isNotEqualTo(other);
            property.getWriteMethod().invoke(other, value);
            assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        }
    }

    @ParameterizedTest
    @MethodSource("beans")
    @Must({"A14", "I10"})
    void secretsAndOnlySecretsAreConfidential(Class<?> type) throws Exception {
        assertThat(ConfigPropertyTable.of(newBean(type)).rows()).allSatisfy(row -> assertThat(
                        row.field().getAnnotation(ConfigProperty.class).confidential())
                .isEqualTo(row.name().toLowerCase(Locale.ROOT).matches(".*(password|token)")));
    }

    @ParameterizedTest
    @MethodSource("beans")
    @Must("A12")
    void everyConfigPropertyCarriesAConstraintOfTheDefaultGroup(Class<?> type) throws Exception {
        assertThat(ConfigPropertyTable.of(newBean(type)).rows()).allSatisfy(row -> assertThat(constraints(row.field()))
                .as(row.name())
                .isNotEmpty()
                .allSatisfy(constraint -> assertThat(groups(constraint)).isEmpty()));
    }

    private static List<Annotation> constraints(Field field) {
        return Arrays.stream(field.getAnnotations())
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(Constraint.class))
                .toList();
    }

    private static Class<?>[] groups(Annotation constraint) throws ReflectiveOperationException {
        return (Class<?>[]) constraint.annotationType().getMethod("groups").invoke(constraint);
    }

    @ParameterizedTest
    @MethodSource("beans")
    @Must("A12")
    void beanValidationAndOurOwnChecksAgreeAtEveryBound(Class<?> type) throws Exception {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            Validator validator = factory.getValidator();
            assertThat(validator.validate(newBean(type))).isEmpty();
            for (PropertyDescriptor property : configurable(type)) {
                for (Object value : trials(type, property)) {
                    Object bean = newBean(type);
                    signOnCompletely(bean);
                    property.getWriteMethod().invoke(bean, value);
                    assertThat(validator.validate(bean).isEmpty())
                            .as("%s = %s", property.getName(), value)
                            .isEqualTo(accepted(bean, property.getName()));
                }
            }
        }
    }

    @Test
    void beanValidationAndOurOwnChecksAgreeAboutRandomListsOfNameServers() {
        long seed = System.nanoTime();
        System.out.println("ConfigPropertiesTest: seed " + seed);
        Random random = new Random(seed);
        java.util.regex.Pattern pattern = java.util.regex.Pattern.compile(ConfigBounds.NAME_SERVERS);
        Map<Boolean, Integer> seen = new HashMap<>(Map.of(true, 0, false, 0));
        for (int round = 0; round < 20_000; round++) {
            String text = random.ints(random.nextInt(9), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());
            RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
            adapter.setNameServers(text);
            boolean accepted = accepted(adapter, "nameServers");

            assertThat(pattern.matcher(text).matches()).as("'%s'", text).isEqualTo(accepted);
            seen.merge(accepted, 1, Integer::sum);
        }
        assertThat(seen.values()).allMatch(count -> count > 500);
    }

    /** A key without its other half is refused by our own checks alone, as it is no matter of one property. */
    private static void signOnCompletely(Object bean) {
        if (bean instanceof RocketMQManagedConnectionFactory factory) {
            factory.setUserName("key");
            factory.setPassword("secret");
        } else if (bean instanceof RocketMQResourceAdapter adapter) {
            adapter.setTransactionUserName("key");
            adapter.setTransactionPassword("secret");
        }
    }

    /** Whether our own checks find nothing wrong with that property. */
    private static boolean accepted(Object bean, String property) {
        String text = "";
        if (bean instanceof RocketMQResourceAdapter adapter) {
            ConfigProblems problems = new ConfigProblems();
            ResourceAdapterConfig.read(adapter, problems);
            text = problems.text();
        } else if (bean instanceof RocketMQManagedConnectionFactory factory) {
            RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
            adapter.setNameServers("mq1:9876");
            try {
                ManagedConnectionFactoryConfig.read(factory, adapter);
            } catch (InvalidPropertyException wrong) {
                text = wrong.getMessage();
            }
        }
        assertThat(text.isEmpty() || text.contains(property)).as(text).isTrue();
        return text.isEmpty();
    }

    private static List<Object> trials(Class<?> type, PropertyDescriptor property) throws Exception {
        Field field = ConfigPropertyTable.of(newBean(type)).field(property.getName());
        Min min = field.getAnnotation(Min.class);
        Max max = field.getAnnotation(Max.class);
        List<Object> values = new ArrayList<>();
        if (property.getPropertyType() == Integer.class) {
            values.add(null);
            values.addAll(List.of((int) min.value() - 1, (int) min.value(), Integer.MAX_VALUE, Integer.MIN_VALUE));
            if (max != null) {
                values.addAll(List.of((int) max.value(), (int) max.value() + 1));
            }
        } else if (property.getPropertyType() == Boolean.class) {
            values.addAll(Arrays.asList(null, true, false));
        } else if (property.getName().equals("nameServers")) {
            values.addAll(NAME_SERVER_LISTS);
        } else if (property.getName().toLowerCase(Locale.ROOT).endsWith("username")) {
            values.addAll(List.of("k", "Key/+= ü", LONGEST_KEY, LONGEST_KEY + "x"));
        } else if (property.getName().equals("transactionPassword")) {
            values.addAll(List.of(" ", "\n", LONGEST_KEY, LONGEST_KEY + "x"));
        } else if (property.getName().equals("password")) {
            values.addAll(Arrays.asList(null, "", " ", "\n", LONGEST_KEY, LONGEST_KEY + "x"));
        } else {
            values.addAll(Arrays.asList(
                    null,
                    "",
                    "a",
                    "a b",
                    "DEFAULT_PRODUCER",
                    "x".repeat(64),
                    "x".repeat(121),
                    "a|%",
                    "TLSv1.2",
                    "TLSv1.2,TLSv1.3",
                    "SSLv3",
                    "x".repeat(1024),
                    "x".repeat(1025),
                    "x".repeat(4096),
                    "x".repeat(4097),
                    "mq.example.com",
                    "x".repeat(254)));
        }
        return values;
    }

    private static Object otherValue(Object value, Class<?> type) {
        if (type == Integer.class) {
            return (Integer) value + 1;
        }
        return type == Boolean.class ? (Object) !(Boolean) value : "other";
    }

    @ParameterizedTest
    @MethodSource("beans")
    @Must({"G8", "K3"})
    void theBeansAreNeitherCdiBeansNorDefineConnectionFactories(Class<?> type) {
        assertThat(type.getAnnotation(ConnectionFactoryDefinition.class)).isNull();
        assertThat(Arrays.stream(type.getAnnotations())
                        .map(annotation -> annotation.annotationType().getPackageName())
                        .collect(Collectors.toSet()))
                .containsOnly("jakarta.resource.spi");
    }

    @ParameterizedTest
    @CsvSource({"1, 16384", "10000, 16384", "20000, 32768", "1000000, 1048576"})
    @Row("CFG-21")
    void aConnectionHasASlotForEveryMessageThatMayBeUnderWay(int messages, int slots) {
        RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
        adapter.setMaxInFlightMessages(messages);
        ConfigProblems problems = new ConfigProblems();

        assertThat(ResourceAdapterConfig.read(adapter, problems).remoting().maxInFlightRequests())
                .isEqualTo(slots);
        assertThat(problems.none()).isTrue();
    }
}
