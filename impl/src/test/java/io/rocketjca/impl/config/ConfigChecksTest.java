package io.rocketjca.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import java.time.Duration;
import java.util.List;
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
    @Row({"CFG-03", "CFG-04", "CFG-06"})
    void theIntervalsAreThoseOfRocketMQ() {
        RuntimeConfig runtime = RuntimeConfig.defaults();

        assertThat(runtime.routePollInterval()).hasSeconds(30);
        assertThat(runtime.heartbeatInterval()).hasSeconds(30);
        assertThat(runtime.requestTimeout()).hasSeconds(3);
    }

    @Test
    @Row({"CFG-21", "SND-30"})
    void whatIsUnderWayIsBounded() {
        assertThat(RuntimeConfig.defaults().maxInFlightMessages()).isEqualTo(10_000);
        assertThat(RemotingConfig.defaults().maxInFlightRequests()).isEqualTo(16_384);
    }

    @Test
    @Row({"CFG-07", "CFG-08", "CFG-11", "CFG-12", "CFG-13", "CFG-16", "RTY-01", "RTY-03", "CMP-01", "CMP-03"})
    void theDefaultsOfAProducerAreThoseOfRocketMQ() {
        ProducerConfig producer = ProducerConfig.defaults("orders");

        assertThat(producer.sendTimeout()).hasSeconds(3);
        assertThat(producer.retries()).isEqualTo(2);
        assertThat(producer.body().maxBytes()).isEqualTo(4 * 1024 * 1024);
        assertThat(producer.body().compressAboveBytes()).isEqualTo(4096);
        assertThat(producer.body().compressLevel()).isEqualTo(5);
        assertThat(producer.topicCreation().queues()).isEqualTo(4);
    }

    @Test
    void everyWrongRuntimeValueIsNoted() {
        RemotingConfig remoting = new RemotingConfig(Duration.ZERO, 1, 3, 0);
        Duration negative = Duration.ofMillis(-1);
        new RuntimeConfig(
                        "a b",
                        remoting,
                        negative,
                        negative,
                        negative,
                        negative,
                        0,
                        0,
                        negative,
                        null,
                        TransactionConfig.defaults())
                .check(problems);

        assertThat(problems.all()).hasSize(12);
        assertThat(problems.text()).contains("'a b'", "power of two", "drain timeout in milliseconds is -1");
    }

    @Test
    void everyWrongProducerValueIsNoted() {
        ProducerConfigs.of("")
                .attempts(Duration.ZERO, -1)
                .with(new BodyConfig(0, -1, CompressType.ZLIB, 10))
                .with(new TopicCreation(true, 0))
                .build()
                .check(problems);

        assertThat(problems.all()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEFAULT_PRODUCER", "with space", "über", "a/b"})
    @Row("CFG-02")
    void groupsThatBrokersRefuseAreNoted(String group) {
        ProducerConfig.defaults(group).check(problems);

        assertThat(problems.all()).singleElement().asString().contains(group);
    }

    @Test
    @Defect("K23")
    void anAddressWhereANamespaceBelongsIsNoted() {
        ProducerConfigs.of("g")
                .with(new AddressingConfig("mq1:9876", false, false, List.of()))
                .build()
                .check(problems);
        assertThat(problems.text()).contains("namespace is 'mq1:9876'");
    }

    @Test
    @Defect("K23")
    void wrongNamesToPrepareAreNoted() {
        AddressingConfig wrong =
                new AddressingConfig("a%b", false, false, List.of("good", "with space", "x".repeat(124)));
        ProducerConfigs.of("g").with(wrong).build().check(problems);

        assertThat(problems.all()).hasSize(3);
        assertThat(problems.text()).contains("namespace is 'a%b'", "'with space'", "more than 127 characters");
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
