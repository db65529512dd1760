package io.rocketjca.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text that names the name servers, good and bad. */
class NameServerListTest {

    private final ConfigProblems problems = new ConfigProblems();

    static Stream<Arguments> goodLists() {
        return Stream.of(
                Arguments.of("localhost:9876", List.of("localhost:9876")),
                Arguments.of("b:1;a:65535", List.of("b:1", "a:65535")),
                Arguments.of(" a:1 , b:2;c:3; ", List.of("a:1", "b:2", "c:3")),
                Arguments.of("a:1;a:1;b:2", List.of("a:1", "b:2")),
                Arguments.of("[::1]:9876,[fe80::1%eth0]:9876", List.of("[::1]:9876", "[fe80::1%eth0]:9876")),
                Arguments.of("ns_1.example-x.org:9876", List.of("ns_1.example-x.org:9876")));
    }

    @ParameterizedTest
    @MethodSource("goodLists")
    void readsAddressesInOrderAndEachOnce(String text, List<String> expected) {
        assertThat(ClientIdentity.parse(text, Credentials.ANONYMOUS, problems))
                .contains(new ClientIdentity(expected, Credentials.ANONYMOUS));
        assertThat(problems.all()).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    @Row({"RTE-21", "ERR-10"})
    void anEmptyListSaysThatNoNameServerIsConfigured(String text) {
        assertThat(ClientIdentity.parse(text, Credentials.ANONYMOUS, problems)).isEmpty();
        assertThat(problems.text()).contains("no name server is configured", "host1:9876;host2:9876");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost | has no port",
                "[::1] | has no port",
                "localhost: | no valid port",
                "localhost:0 | no valid port",
                "localhost:65536 | no valid port",
                "localhost:99999999999 | no valid port",
                "localhost:-1 | no valid port",
                ":9876 | no valid host",
                "[]:9876 | no valid host",
                "[zz]:9876 | no valid host",
                "two words:9876 | no valid host",
                "-a:9876 | no valid host",
                "::1:9876 | in brackets",
                "http://host:8080 | is a URL",
                "HTTPS://host:8080 | is a URL",
                ";;, | only separators",
            })
    void eachWrongEntryIsToldWithWhatIsWrong(String text, String complaint) {
        assertThat(ClientIdentity.parse(text, Credentials.ANONYMOUS, problems)).isEmpty();
        assertThat(problems.all()).singleElement().asString().contains(complaint);
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        Optional<ClientIdentity> identity =
                ClientIdentity.parse("good:1;bad;http://x;bad:port", new Credentials("", "hidden"), problems);

        assertThat(identity).isEmpty();
        assertThat(problems.all()).hasSize(4);
        assertThat(problems.text())
                .contains("'bad'", "http://x", "'port'", "without an access key")
                .doesNotContain("hidden");
    }

    @Test
    void tooManyEntriesAreRefused() {
        String text = String.join(
                ";",
                IntStream.rangeClosed(1, NameServerList.MAX_NAME_SERVERS + 1)
                        .mapToObj(port -> "h:" + port)
                        .toList());

        assertThat(ClientIdentity.parse(text, Credentials.ANONYMOUS, problems)).isEmpty();
        assertThat(problems.text()).contains("33 entries");
    }

    @Test
    void problemsFoundEarlierDoNotSpoilAGoodIdentity() {
        problems.add("something else");

        assertThat(ClientIdentity.parse("a:1", new Credentials("key", "secret"), problems))
                .isPresent();
        assertThat(problems.all()).containsExactly("something else");
    }
}
