package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.producer.RetryDecision.Pace;
import io.rocketjca.impl.remoting.CallFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is tried again, and what a person is told to check. */
class RetryDecisionTest {

    @ParameterizedTest
    @CsvSource({
        "1, AT_ONCE, false, false",
        "2, AFTER_PAUSE, false, false",
        "3, NEVER, false, false",
        "13, NEVER, false, false",
        "14, AT_ONCE, false, false",
        "16, NEVER, false, false",
        "17, AT_ONCE, true, false",
        "204, AT_ONCE, false, false",
        "205, AT_ONCE, false, false",
        "501, AT_ONCE, true, false",
        "1500, AT_ONCE, true, true",
        "9999, NEVER, false, false"
    })
    @Row({"RTY-08", "CFG-10"})
    void eachCodeHasItsDecision(int code, Pace pace, boolean routeDoubtful, boolean connectionSpent) {
        assertThat(RetryDecision.after(new AttemptFailure.Refused(code, null)))
                .isEqualTo(new RetryDecision(pace, routeDoubtful, connectionSpent));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_CONNECTED, AT_ONCE, true",
        "CONNECTION_LOST, AT_ONCE, true",
        "TIMED_OUT, AT_ONCE, false",
        "OVERLOADED, AFTER_PAUSE, false",
        "NOT_ENCODED, NEVER, false",
        "STOPPING, NEVER, false",
        "BROKEN_ANSWER, NEVER, false"
    })
    @Row({"RTY-06", "RTY-07", "RTE-17"})
    void eachSilenceHasItsDecision(CallFailure.Kind kind, Pace pace, boolean routeDoubtful) {
        assertThat(RetryDecision.after(silence(kind))).isEqualTo(new RetryDecision(pace, routeDoubtful, false));
    }

    @Test
    void withoutARouteOrRightsNothingIsTriedAgain() {
        assertThat(RetryDecision.after(new AttemptFailure.Unrouted("no", null)).pace())
                .isEqualTo(Pace.NEVER);
        assertThat(RetryDecision.after(new AttemptFailure.Refused(1, "AclException: no"))
                        .pace())
                .isEqualTo(Pace.NEVER);
    }

    @ParameterizedTest
    @CsvSource({
        "17, create topic orders",
        "2, overloaded",
        "14, stores nothing now",
        "13, maxMessageSize",
        "16, userName (the access key) and password",
        "1500, shutting down"
    })
    void aCodeBringsItsHint(int code, String words) {
        assertThat(SendHints.after(new AttemptFailure.Refused(code, null), "orders", "h:1"))
                .contains(words);
    }

    @Test
    void aLostConnectionMayBeOneThatHadToBeEncrypted() {
        assertThat(SendHints.after(silence(CallFailure.Kind.CONNECTION_LOST), "orders", "h:1"))
                .contains("tlsEnabled");
    }

    @Test
    void anUnknownCodeBringsNoHintNorDoesATlsFailureWhichTellsItself() {
        assertThat(SendHints.after(new AttemptFailure.Refused(9999, null), "orders", "h:1"))
                .isNull();
        assertThat(SendHints.after(silence(CallFailure.Kind.TLS_FAILED), "orders", "h:1"))
                .isNull();
        assertThat(SendHints.after(new AttemptFailure.Unrouted("no", null), "orders", null))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:10911, that machine itself",
        "[::1]:10911, that machine itself",
        "172.17.0.2:10911, that of a container",
        "10.0.0.1:10911, private address 10.0.0.1",
        "broker.example:10911, no firewall is between",
        ", must be reachable"
    })
    @Defect("K06")
    void anAddressThatCannotBeReachedIsExplained(String address, String words) {
        assertThat(SendHints.after(silence(CallFailure.Kind.NOT_CONNECTED), "orders", address))
                .contains(words, "brokerIP1");
    }

    private static AttemptFailure silence(CallFailure.Kind kind) {
        return new AttemptFailure.Unanswered(new CallFailure(kind, false, "reason", null));
    }
}
