package io.rocketjca.impl.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceTest {

    private final Namespace names = new Namespace("MQ_INST_1");

    @ParameterizedTest
    @CsvSource({
        "orders, MQ_INST_1%orders",
        "MQ_INST_1%orders, MQ_INST_1%orders",
        "%RETRY%group, %RETRY%MQ_INST_1%group",
        "%DLQ%MQ_INST_1%group, %DLQ%MQ_INST_1%group",
        "TBW102, TBW102",
        "rmq_sys_trace, rmq_sys_trace",
        "MQ_INST_2%orders, MQ_INST_1%MQ_INST_2%orders"
    })
    void topicsAreWrappedOnceAndThoseOfRocketMqNever(String topic, String wire) {
        assertThat(names.topic(topic)).isEqualTo(wire);
        assertThat(names.topic(names.topic(topic))).isEqualTo(wire);
    }

    @Test
    void groupsAreWrappedToo() {
        assertThat(names.group("g")).isEqualTo("MQ_INST_1%g");
        assertThat(names.group("CID_RMQ_SYS_TRANS")).isEqualTo("CID_RMQ_SYS_TRANS");
    }

    @ParameterizedTest
    @CsvSource({
        "MQ_INST_1%orders, orders",
        "%RETRY%MQ_INST_1%group, %RETRY%group",
        "orders, orders",
        "MQ_INST_2%orders, MQ_INST_2%orders"
    })
    void whatIsShownHasNoNamespace(String wire, String shown) {
        assertThat(names.shown(wire)).isEqualTo(shown);
    }

    @Test
    void messagesCarryTheNamespaceAsTheirInstance() {
        assertThat(new String(
                        names.properties(Message.to("t").tag("a").text("x").build()), StandardCharsets.UTF_8))
                .isEqualTo("TAGS\u0001a\u0002INSTANCE_ID\u0001MQ_INST_1\u0002");
        assertThat(new String(names.properties(Message.to("t").text("x").build()), StandardCharsets.UTF_8))
                .isEqualTo("INSTANCE_ID\u0001MQ_INST_1\u0002");
    }

    @Test
    void withoutANamespaceNothingChanges() {
        Namespace none = new Namespace("");
        String topic = "orders";

        assertThat(none.topic(topic)).isSameAs(topic);
        assertThat(none.shown(topic)).isSameAs(topic);
        assertThat(none.group("g")).isEqualTo("g");
        assertThat(none.properties(Message.to("t").text("x").build())).isNull();
    }

    @Test
    void aTopicThatIsTooLongWithItsNamespaceIsRefused() {
        assertThatThrownBy(() -> names.topic("x".repeat(120)))
                .isInstanceOf(IllegalMessageException.class)
                .hasMessageContainingAll("130 characters", "namespace");
    }
}
