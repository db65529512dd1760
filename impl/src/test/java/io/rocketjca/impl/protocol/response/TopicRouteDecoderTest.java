package io.rocketjca.impl.protocol.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.ProtocolException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TopicRouteDecoderTest {

    private static final String ROUTE = """
            {"queueDatas":[{"brokerName":"broker-a","perm":6,"readQueueNums":8,"writeQueueNums":4,"topicSysFlag":0},
             {"brokerName":"broker-b","perm":4,"readQueueNums":4,"writeQueueNums":4,"topicSysFlag":1}],
             "brokerDatas":[{"brokerName":"broker-a","cluster":"DefaultCluster",
             "brokerAddrs":{"0":"127.0.0.1:10911","1":"127.0.0.1:10921"},"enableActingMaster":false},
             {"brokerName":"broker-b","cluster":"DefaultCluster","brokerAddrs":{"2":"[::1]:10911"},"zoneName":null}],
             "filterServerTable":{}}
            """;

    private final TopicRouteDecoder decoder = new TopicRouteDecoder(JsonBodies.ofContextClassLoader());

    @Test
    @Row("RTE-16")
    void readsQueuesAndBrokers() {
        TopicRouteData route = decode(ROUTE);
        assertThat(route.orderTopicConf()).isNull();
        assertThat(route.mappings()).isEmpty();
        assertThat(route.queues())
                .containsExactly(new QueueData("broker-a", 8, 4, 6, 0), new QueueData("broker-b", 4, 4, 4, 1));
        assertThat(route.queues()).extracting(QueueData::writable).containsExactly(true, false);
        assertThat(route.brokers())
                .containsExactly(
                        new BrokerData(
                                "broker-a", "DefaultCluster", Map.of(0L, "127.0.0.1:10911", 1L, "127.0.0.1:10921")),
                        new BrokerData("broker-b", "DefaultCluster", Map.of(2L, "[::1]:10911")));
        assertThat(route.brokers()).extracting(BrokerData::masterAddress).containsExactly("127.0.0.1:10911", null);
    }

    @Test
    void readsUnquotedIntegerKeysOfOldNameServers() {
        String old = ROUTE.replace("\"0\":", "0:").replace("\"1\":", " 1 :").replace("\"2\":", "2\n:");
        assertThat(old).contains("{0:", ", 1 :", "{2\n:");
        assertThat(decode(old)).isEqualTo(decode(ROUTE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{0:1}~{\"0\":1}",
                "{ -1 : 2, 3:4}~{ \"-1\" : 2, \"3\":4}",
                "[1,2,{5:[6,7]}]~[1,2,{\"5\":[6,7]}]",
                "{\"a,1:\":1,2:\"{3:4}\"}~{\"a,1:\":1,\"2\":\"{3:4}\"}",
                "{\"a\\\",1:\":1}~{\"a\\\",1:\":1}",
                "{12~{12",
                "{12:~{\"12\":",
                "\"~\"",
                "\"\\~\"\\"
            })
    void quotesIntegersOnlyWhereTheyAreNames(String given, String expected) {
        assertThat(new String(IntegerKeys.quoted(given.getBytes(UTF_8)), UTF_8)).isEqualTo(expected);
    }

    @Test
    void copiesNothingThatIsLegalAlready() {
        byte[] body = ROUTE.getBytes(UTF_8);
        assertThat(IntegerKeys.quoted(body)).isSameAs(body);
    }

    @Test
    void takesNullsUnknownMembersAndMissingLists() {
        assertThat(decode("{}")).isEqualTo(new TopicRouteData(null, List.of(), List.of(), List.of()));
        assertThat(decode("{\"queueDatas\":null,\"brokerDatas\":null,\"orderTopicConf\":null}"))
                .isEqualTo(new TopicRouteData(null, List.of(), List.of(), List.of()));
        TopicRouteData route = decode("{\"new\":{\"a\":[{}]},\"queueDatas\":[null,7,{\"x\":[]},{\"brokerName\":\"b\","
                + "\"perm\":\"6\",\"writeQueueNums\":null}],\"brokerDatas\":[{\"brokerName\":\"b\",\"cluster\":5,"
                + "\"brokerAddrs\":{\"0\":null,\"1\":\"\"}},{\"brokerAddrs\":null}]}");
        assertThat(route.queues()).containsExactly(new QueueData("b", 0, 0, 6, 0));
        assertThat(route.brokers()).containsExactly(new BrokerData("b", null, Map.of()));
    }

    @Test
    @Row("RTE-10")
    void tellsOrderedAndStaticTopics() {
        TopicRouteData route =
                decode("{\"orderTopicConf\":\"a:4;b:2\",\"topicQueueMappingByBroker\":{\"a\":{\"bname\":\"a\","
                        + "\"epoch\":1700000000000,\"totalQueues\":8,\"dirty\":false,\"currIdMap\":{0:1,\"3\":0,\"-1\":2}},"
                        + "\"b\":null,\"c\":{\"x\":[1]}}}");
        assertThat(route.orderTopicConf()).isEqualTo("a:4;b:2");
        assertThat(route.mappings())
                .containsExactly(
                        new QueueMapping("a", 1_700_000_000_000L, 8, Set.of(0, 3)),
                        new QueueMapping("c", 0, 0, Set.of()));
        assertThat(decode("{\"topicQueueMappingByBroker\":{}}").mappings()).isEmpty();
        assertThat(decode("{\"topicQueueMappingByBroker\":null}").mappings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "x",
                "{",
                "{\"queueDatas\":[{]}",
                "{\"unknown\":[{},",
                "{\"unknown\":{\"a\":",
                "{\"queueDatas\":[{\"brokerName\":\"b\",\"writeQueueNums\":1.5}]}",
                "{\"queueDatas\":[{\"brokerName\":\"b\",\"writeQueueNums\":-1}]}",
                "{\"queueDatas\":[{\"brokerName\":\"b\",\"writeQueueNums\":2147483647}]}",
                "{\"brokerDatas\":[{\"brokerAddrs\":{\"zero\":\"h:1\"}}]}",
                "{\"brokerDatas\":[{\"brokerAddrs\":{\"99999999999999999999\":\"h:1\"}}]}"
            })
    void refusesWhatIsNoRoute(String body) {
        assertThatThrownBy(() -> decode(body)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void refusesDeepNestingAndTooMuch() {
        assertThatThrownBy(() -> decode("{\"x\":" + "[".repeat(100_000)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("deeper than 64");
        assertThatThrownBy(() -> decoder.decode(new byte[TopicRouteDecoder.MAX_BODY_BYTES + 1]))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("8388608");
        String broker = "{\"brokerName\":\"b\"}";
        assertThatThrownBy(() -> decode("{\"brokerDatas\":[" + (broker + ",").repeat(10_000) + broker + "]}"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("more than 10000 brokers");
    }

    @Test
    void survivesTruncatedAndMutatedRoutes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] route = ROUTE.replace("\"0\":", "0:").getBytes(UTF_8);
        for (int i = 0; i < 5_000; i++) {
            byte[] body = random.nextBoolean() ? Arrays.copyOf(route, random.nextInt(route.length)) : route.clone();
            for (int m = random.nextInt(4); m > 0 && body.length > 0; m--) {
                body[random.nextInt(body.length)] =
                        (byte) (random.nextBoolean() ? "{}[]\",:0\\".charAt(random.nextInt(9)) : random.nextInt());
            }
            try {
                assertThat(decoder.decode(body)).isNotNull();
            } catch (ProtocolException expected) {
                assertThat(expected).hasMessageContaining("route");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", body " + new String(body, UTF_8), e);
            }
        }
    }

    private TopicRouteData decode(String body) {
        return decoder.decode(body.getBytes(UTF_8));
    }
}
