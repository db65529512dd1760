package io.rocketjca.impl.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.response.TopicRouteData;
import io.rocketjca.impl.protocol.response.TopicRouteDecoder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which queues of a route can be written to, and in which order. */
class TopicRouteTest {

    private final TopicRouteDecoder decoder = new TopicRouteDecoder(JsonBodies.ofContextClassLoader());

    @Test
    @Row("RTE-09")
    @Defect("K22")
    void queuesAreSortedByBrokerNameThenQueueIdWhateverTheNameServersOrder() {
        TopicRoute route = of(RouteJson.route().master("b", "2:2", 2).master("a", "1:1", 12));

        assertThat(route.queues().queues())
                .hasSize(14)
                .startsWith(
                        new MessageQueue("a", "1:1", 0),
                        new MessageQueue("a", "1:1", 1),
                        new MessageQueue("a", "1:1", 2));
        assertThat(route.queues().queues()).endsWith(new MessageQueue("b", "2:2", 0), new MessageQueue("b", "2:2", 1));
        assertThat(route.queues().queues().get(10)).isEqualTo(new MessageQueue("a", "1:1", 10));
        assertThat(route.queues().source()).isEqualTo("test");
    }

    @Test
    @Row("RTE-17")
    void brokersWithoutMasterOrWritePermissionHaveNoQueues() {
        TopicRoute route = of(RouteJson.route()
                .master("a", "1:1", 1)
                .broker("slaves-only", "\"1\":\"9:9\"", 4, 6)
                .broker("read-only", "\"0\":\"3:3\",\"1\":\"4:4\"", 4, 4)
                .broker("write-only", "\"0\":\"5:5\"", 1, 2));

        assertThat(route.queues().queues())
                .containsExactly(new MessageQueue("a", "1:1", 0), new MessageQueue("write-only", "5:5", 0));
        assertThat(route.masters()).containsExactlyInAnyOrder("1:1", "3:3", "5:5");
    }

    @Test
    @Row("RTE-20")
    void aRouteWithNothingWritableHasNoPublishQueuesButStillItsMasters() {
        TopicRoute route = of(RouteJson.route().broker("a", "\"0\":\"1:1\"", 4, 4));

        assertThat(route.queues()).isNull();
        assertThat(route.queueCount()).isZero();
        assertThat(route.masters()).containsExactly("1:1");
    }

    @Test
    void anOrderedTopicHasExactlyTheConfiguredBrokersAndCountsInTheOrderOfTheConfiguration() {
        TopicRoute route = of(RouteJson.route()
                .master("b", "2:2", 8)
                .master("a", "1:1", 8)
                .with("\"orderTopicConf\":\"b:1;a:2;nonsense;x:-1\""));

        assertThat(route.queues().queues())
                .containsExactly(
                        new MessageQueue("b", "2:2", 0),
                        new MessageQueue("a", "1:1", 0),
                        new MessageQueue("a", "1:1", 1));
    }

    @Test
    void theQueuesOfAnOrderedTopicKeepTheirPlacesWhileABrokerIsAway() {
        TopicRoute route = of(RouteJson.route().master("a", "1:1", 8).with("\"orderTopicConf\":\"gone:1;a:1\""));

        assertThat(route.queues().queues())
                .containsExactly(new MessageQueue("gone", null, 0), new MessageQueue("a", "1:1", 0));
    }

    @Test
    void anOrderedTopicWithoutAnyMasterHasNoPublishQueues() {
        assertThat(of(RouteJson.route().master("a", "1:1", 8).with("\"orderTopicConf\":\"gone:1\""))
                        .queues())
                .isNull();
    }

    @Test
    @Row({"RTE-10", "RTE-18"})
    void aStaticTopicHasItsLogicalQueuesOnTheBrokersOfTheNewestMapping() {
        String mappings = "\"topicQueueMappingByBroker\":{"
                + mapping("b", 2, 5, "\"1\":0,\"2\":1")
                + ","
                + mapping("a", 1, 5, "\"0\":0,\"1\":1")
                + ","
                + mapping("gone", 1, 5, "\"3\":0")
                + "}";

        assertThat(of(RouteJson.route()
                                .master("a", "1:1", 1)
                                .master("b", "2:2", 1)
                                .with(mappings))
                        .queues()
                        .queues())
                .containsExactly(
                        new MessageQueue("a", "1:1", 0),
                        new MessageQueue("b", "2:2", 1),
                        new MessageQueue("b", "2:2", 2),
                        new MessageQueue("gone", null, 3),
                        new MessageQueue("__syslo__none__", null, 4));
    }

    private static String mapping(String broker, int epoch, int total, String ids) {
        return "\"" + broker + "\":{\"bname\":\"" + broker + "\",\"currIdMap\":{" + ids + "},\"epoch\":" + epoch
                + ",\"scope\":\"__global__\",\"topic\":\"t\",\"totalQueues\":" + total + "}";
    }

    @Test
    @Row({"RTE-05", "CFG-16"})
    void aTopicCreatedOnDemandHasAtMostTheWantedQueuesPerBroker() {
        TopicRouteData creators = data(
                RouteJson.route().master("a", "1:1", 8).master("b", "2:2", 1).broker("c", "\"0\":\"3:3\"", 8, 4));
        TopicRoute route = TopicRoute.onDemand(new RouteQuestion("new", true, 2), creators, "test");

        assertThat(route.topic()).isEqualTo("new");
        assertThat(route.queues().queues())
                .containsExactly(
                        new MessageQueue("a", "1:1", 0),
                        new MessageQueue("a", "1:1", 1),
                        new MessageQueue("b", "2:2", 0));
    }

    @Test
    @Row("RTE-08")
    void routesDifferByQueuesAndMastersOnly() {
        TopicRoute one = TopicRoute.of("t", data(RouteJson.route().master("a", "1:1", 2)), "first");

        assertThat(one.sameAs(of(RouteJson.route().master("a", "1:1", 2)))).isTrue();
        assertThat(List.of(
                        of(RouteJson.route().master("a", "1:1", 3)),
                        of(RouteJson.route().master("a", "1:9", 2)),
                        of(RouteJson.route().broker("a", "\"0\":\"1:1\"", 2, 4)),
                        of(RouteJson.route().master("a", "1:1", 2).broker("b", "\"0\":\"2:2\"", 2, 4))))
                .noneMatch(one::sameAs);
    }

    private TopicRoute of(RouteJson json) {
        return TopicRoute.of("t", data(json), "test");
    }

    private TopicRouteData data(RouteJson json) {
        return decoder.decode(json.answer().body());
    }
}
