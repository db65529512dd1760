package io.rocketjca.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every setting that cannot work is noted, all of them at once. */
class ConfigChecksTest {

    private final ConfigProblems problems = new ConfigProblems();

    @Test
    void theDefaultsHaveNoProblems() {
        RuntimeConfig.defaults().check(problems);
        ProducerConfig.defaults("orders-group").check(problems);
        Credentials.ANONYMOUS.check(problems);
        new Credentials("key", "secret").check(problems);

        assertThat(problems.none()).isTrue();
        assertThat(problems).hasToString("no problems");
    }

    @Test
    void everyWrongRuntimeValueIsNoted() {
        RemotingConfig remoting = new RemotingConfig(Duration.ZERO, 1, 3, 0);
        Duration negative = Duration.ofMillis(-1);
        new RuntimeConfig("a b", remoting, negative, negative, negative, negative, 0, 0, negative).check(problems);

        assertThat(problems.all()).hasSize(12);
        assertThat(problems.text()).contains("'a b'", "power of two", "drain timeout in milliseconds is -1");
    }

    @Test
    void everyWrongProducerValueIsNoted() {
        new ProducerConfig(
                        "",
                        Duration.ZERO,
                        -1,
                        0,
                        -1,
                        10,
                        true,
                        0,
                        RoutingConfig.defaults(),
                        AddressingConfig.defaults())
                .check(problems);

        assertThat(problems.all()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEFAULT_PRODUCER", "with space", "über", "a/b"})
    void groupsThatBrokersRefuseAreNoted(String group) {
        ProducerConfig.defaults(group).check(problems);

        assertThat(problems.all()).singleElement().asString().contains(group);
    }

    @Test
    void aGroupMayHave120Characters() {
        ProducerConfig.defaults("g".repeat(120)).check(problems);
        assertThat(problems.none()).isTrue();

        ProducerConfig.defaults("g".repeat(121)).check(problems);
        assertThat(problems.none()).isFalse();
    }

    @Test
    void aKeyWithoutItsOtherHalfIsNoted() {
        new Credentials("key", null).check(problems);

        assertThat(problems.text()).contains("without a secret key");
    }
}
