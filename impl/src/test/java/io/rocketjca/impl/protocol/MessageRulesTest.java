package io.rocketjca.impl.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.impl.behaviour.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRulesTest {

    private static final int MAX = 1000;

    @Test
    void takesAnOrdinaryMessage() {
        assertLegal(Message.of("orders", new byte[1]));
        assertLegal(message()
                .tag("created")
                .key("k1")
                .key(2)
                .flag(-1)
                .property("color", "rot")
                .build());
        assertLegal(message().property("__SHARDINGKEY", "7").build());
        assertLegal(message().property("CHECK_IMMUNITY_TIME_IN_SECONDS", "60").build());
        assertLegal(Message.of("%RETRY%a|b-c_D9", new byte[MAX]));
        assertLegal(Message.of("t".repeat(127), new byte[1]));
    }

    @Test
    @Row("SND-09")
    void refusesTopicsThatAreNone() {
        assertIllegal(Message.of(null, new byte[1]), "topic is missing");
        assertIllegal(Message.of("", new byte[1]), "topic is blank");
        assertIllegal(Message.of(" \t", new byte[1]), "topic is blank");
        assertIllegal(Message.of("t".repeat(128), new byte[1]), "128 characters; at most 127");
        assertIllegal(Message.of("a b", new byte[1]), "\"a b\"", "position 1");
        assertIllegal(Message.of("täst", new byte[1]), "position 1");
        assertIllegal(Message.of("a\nb", new byte[1]), "\"a?b\"");
        assertIllegal(Message.of("SCHEDULE_TOPIC_XXXX", new byte[1]), "SCHEDULE_TOPIC_XXXX", "belongs to the broker");
        assertIllegal(Message.of("RMQ_SYS_TRANS_HALF_TOPIC", new byte[1]), "belongs to the broker");
    }

    @Test
    @Row("SND-09")
    void refusesMissingEmptyAndLargeBodies() {
        assertIllegal(Message.to("orders").build(), "topic orders", "no body");
        assertIllegal(Message.of("orders", new byte[0]), "empty body");
        assertIllegal(Message.of("orders", new byte[MAX + 1]), "1001 bytes", "at most 1000", "maxMessageBytes");
    }

    @Test
    void refusesBrokenTagsAndKeys() {
        assertIllegal(message().tag(" ").build(), "blank tag");
        assertIllegal(message().tag("").build(), "blank tag");
        assertIllegal(message().tag("a\u0001b").build(), "tag", "0x01", "position 1");
        assertIllegal(message().key("").build(), "blank keys");
        assertIllegal(message().key("ab\u0002").build(), "keys", "0x02", "position 2");
    }

    @Test
    void refusesBrokenProperties() {
        assertIllegal(message().property(null, "v").build(), "name is null");
        assertIllegal(message().property(" ", "v").build(), "name is blank");
        assertIllegal(message().property("n", null).build(), "\"n\"", "value is null");
        assertIllegal(message().property("n", " ").build(), "\"n\"", "value is blank");
        assertIllegal(message().property("n\u0001", "v").build(), "property name", "0x01");
        assertIllegal(message().property("n", "v\u0002\u0001").build(), "\"n\"", "0x0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TAGS",
                "KEYS",
                "UNIQ_KEY",
                "WAIT",
                "DELAY",
                "TRAN_MSG",
                "REAL_TOPIC",
                "__transactionId__",
                "__RMQ.TRANSIENT.x"
            })
    void refusesReservedProperties(String name) {
        assertIllegal(message().property(name, "1").build(), name, "reserves");
    }

    @Test
    void neverTellsThePropertysValue() {
        assertThatThrownBy(() -> check(message().property("n", "secret\u0001").build(), MAX))
                .hasMessageNotContaining("secret");
    }

    @Test
    void countsTagKeysAndPropertiesInBytesTogether() {
        int fixed = "TAGS..".length() + "KEYS..".length() + "p..".length();
        String ascii = "x".repeat(32_000 - fixed - 10 - 10);
        assertLegal(message()
                .tag("t".repeat(10))
                .key("k".repeat(10))
                .property("p", ascii)
                .build());
        assertIllegal(
                message()
                        .tag("t".repeat(11))
                        .key("k".repeat(10))
                        .property("p", ascii)
                        .build(),
                "32001 bytes",
                "at most 32000");
        String wide = "中".repeat(10_665);
        assertLegal(message().key(wide.substring(1)).build());
        assertIllegal(message().key(wide).build(), "32001 bytes");
    }

    @Test
    void tellsWhatIsWrongWithAProducerGroup() {
        assertThat(NameRules.producerGroupProblem("orders-PG_1%|")).isNull();
        assertThat(NameRules.producerGroupProblem("g".repeat(120))).isNull();
        assertThat(NameRules.producerGroupProblem(null)).contains("missing");
        assertThat(NameRules.producerGroupProblem(" ")).contains("blank");
        assertThat(NameRules.producerGroupProblem("g".repeat(121))).contains("121 characters", "at most 120");
        assertThat(NameRules.producerGroupProblem("a.b")).contains("\"a.b\"", "position 1");
        assertThat(NameRules.producerGroupProblem("DEFAULT_PRODUCER")).contains("DEFAULT_PRODUCER", "reserved");
    }

    @Test
    void cutsLongNamesInTexts() {
        assertThat(NameRules.producerGroupProblem("g".repeat(5_000))).hasSizeLessThan(200);
    }

    private static Message.Builder message() {
        return Message.to("orders").body(new byte[] {1});
    }

    private static void assertLegal(Message message) {
        assertThatCode(() -> check(message, MAX)).doesNotThrowAnyException();
    }

    private static void assertIllegal(Message message, String... parts) {
        assertThatThrownBy(() -> check(message, MAX))
                .isInstanceOf(IllegalMessageException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains(parts);
    }

    @Test
    void tagKeysAndPropertiesMayTakeExactlyTheLimitAndNotOneByteMore() {
        String full = "ü".repeat((MessageProperties.MAX_ENCODED_BYTES - 2 - 1) / 2);
        int left = MessageProperties.MAX_ENCODED_BYTES - 3 - 2 * full.length();
        Message largest =
                Message.to("t").text("x").property("a", full + "b".repeat(left)).build();
        Message larger = Message.to("t")
                .text("x")
                .property("a", full + "b".repeat(left + 1))
                .build();

        check(largest, 10);
        assertThatThrownBy(() -> check(larger, 10))
                .isInstanceOf(IllegalMessageException.class)
                .hasMessageContainingAll(
                        String.valueOf(MessageProperties.MAX_ENCODED_BYTES + 1),
                        "at most " + MessageProperties.MAX_ENCODED_BYTES);
        String keys = "k".repeat(MessageProperties.MAX_ENCODED_BYTES - 6);
        check(Message.to("t").text("x").key(keys).build(), 10);
        assertThatThrownBy(() -> check(Message.to("t").text("x").key(keys + "k").build(), 10))
                .isInstanceOf(IllegalMessageException.class);
    }

    private static void check(Message message, int maxMessageBytes) {
        MessageRules.checkTopic(message);
        MessageRules.checkContent(message, maxMessageBytes);
    }
}
