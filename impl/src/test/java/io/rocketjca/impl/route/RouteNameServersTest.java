package io.rocketjca.impl.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.fake.ScriptedRemoting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which name servers a lookup asks, and which of them it believes. */
class RouteNameServersTest extends RouteTableFixture {

    /** How a name server can be of no use. */
    enum Bad {
        REFUSING {
            @Override
            void install(ScriptedRemoting remoting, String address) {
                remoting.refuse(address);
            }
        },
        HANGING_CONNECT {
            @Override
            void install(ScriptedRemoting remoting, String address) {
                remoting.hang(address);
            }
        },
        SILENT {
            @Override
            void install(ScriptedRemoting remoting, String address) {
                remoting.peer(address, request -> null);
            }
        },
        GARBAGE {
            @Override
            void install(ScriptedRemoting remoting, String address) {
                remoting.peer(address, request -> RouteJson.body("<html>not a route</html>"));
            }
        },
        EMPTY_BODY {
            @Override
            void install(ScriptedRemoting remoting, String address) {
                remoting.peer(address, request -> RouteJson.body(""));
            }
        },
        NOT_READY {
            @Override
            void install(ScriptedRemoting remoting, String address) {
                remoting.peer(address, request -> RouteJson.code(1, "name server not ready"));
            }
        };

        abstract void install(ScriptedRemoting remoting, String address);
    }

    @ParameterizedTest
    @EnumSource(Bad.class)
    void aBadNameServerIsFollowedByAGoodOneWithinTheDeadline(Bad bad) {
        bad.install(remoting, A);
        remoting.peer(B, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 2));

        CompletableFuture<PublishQueues> result = lookup(table(A, B), "t", SECOND);
        timer.advance(Duration.ofMillis(500));

        assertThat(result).isCompleted();
        assertThat(result.join().source()).contains(B);
    }

    @ParameterizedTest
    @EnumSource(Bad.class)
    void aBadNameServerAloneFailsWithItsStoryWithinTheDeadline(Bad bad) {
        bad.install(remoting, A);

        CompletableFuture<PublishQueues> result = lookup(table(A), "t", SECOND);
        timer.advance(SECOND);

        String hint =
                switch (bad) {
                    case REFUSING -> "No name server can be reached: check";
                    case HANGING_CONNECT, SILENT -> "silent or slow";
                    case GARBAGE, EMPTY_BODY -> "no RocketMQ name server";
                    case NOT_READY -> "SYSTEM_ERROR (1) 'name server not ready'";
                };
        assertThatThrownBy(result::join)
                .cause()
                .isInstanceOf(NoRouteException.class)
                .hasMessageContainingAll("No route for topic 't'", A, hint);
    }

    @Test
    void eachNameServerHasAnEvenShareOfTheTimeAndALateAnswerStillCounts() {
        remoting.peer(A, request -> null).peer(B, request -> null).peer(C, request -> null);
        RouteTable table = table(A, B, C);
        CompletableFuture<PublishQueues> result = lookup(table, "t", Duration.ofSeconds(3));

        assertThat(remoting.count(A, 105)).isEqualTo(1);
        timer.advance(Duration.ofMillis(999));
        assertThat(remoting.count(B, 105)).isZero();
        timer.advance(Duration.ofMillis(1));
        assertThat(remoting.count(B, 105)).isEqualTo(1);
        timer.advance(SECOND);
        assertThat(remoting.count(C, 105)).isEqualTo(1);
        assertThat(result).isNotDone();

        remoting.answerPending(B, RouteJson.route().master("a", "1:1", 1).answer());
        assertThat(result.join().source()).contains(B);
        remoting.answerPending(A, RouteJson.route().master("z", "9:9", 1).answer());
        assertThat(table.known("t").queues()).containsExactly(new MessageQueue("a", "1:1", 0));
    }

    @Test
    @Row("RTE-06")
    void theNameServerThatAnsweredIsAskedFirstNextTime() {
        remoting.peer(B, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 1));
        routes.put("u", RouteJson.route().master("a", "1:1", 1));
        RouteTable table = table(A, B);
        lookup(table, "t", SECOND).join();
        remoting.peer(A, good);
        lookup(table, "u", SECOND).join();

        assertThat(remoting.log()).containsExactly(B + " 105 t", B + " 105 u");
    }

    @Test
    void theFirstChoiceDecidesWhereToBegin() {
        remoting.peer(A, good).peer(B, good).peer(C, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 1));
        for (int choice : new int[] {-1, 0, 1, 2, Integer.MIN_VALUE}) {
            RouteConfig config = new RouteConfig(List.of(A, B, C), choice, SECOND, 10, ANONYMOUS);
            String source = lookup(table(config), "t", SECOND).join().source();
            assertThat(source).contains(List.of(A, B, C).get(Math.floorMod(choice, 3)));
        }
    }

    @Test
    @Row({"RTE-21", "ERR-09"})
    @Defect("K16")
    void aSecondNameServerIsAskedBeforeATopicIsBelievedMissing() {
        remoting.peer(A, request -> RouteJson.noTopic()).peer(B, good).peer(C, good);
        routes.put("t", RouteJson.route().master("a", "1:1", 1));
        RouteTable table = table(A, B, C);

        assertThat(lookup(table, "t", SECOND).join().source()).contains(B);
        assertThatThrownBy(lookup(table, "unknown", SECOND)::join)
                .cause()
                .hasMessageContainingAll("TOPIC_NOT_EXIST (17) 'No topic route info", "create it", "autoCreateTopic")
                .hasMessageNotContaining("FAQ");
        assertThat(remoting.count(C, 105) + remoting.count(A, 105))
                .as("two witnesses are enough")
                .isEqualTo(2);
    }

    @Test
    void ifNobodyElseCanBeAskedOneNameServerIsBelieved() {
        remoting.peer(A, request -> RouteJson.noTopic());

        assertThatThrownBy(lookup(table(A, B), "t", SECOND)::join)
                .cause()
                .hasMessageContainingAll(A, B, "connection refused", "The topic does not exist");
    }
}
