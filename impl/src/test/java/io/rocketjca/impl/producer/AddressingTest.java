package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.RefusedException;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.AddressingConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Namespaces, unit mode and the second port of brokers. */
@Timeout(30)
class AddressingTest {

    private final SendFixture fixture = new SendFixture();

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"LIF-25", "SND-11", "CFG-23"})
    void aNamespaceIsOnTheWireAndNotInReceipts(SendMode mode) {
        fixture.config(ProducerConfigs.like(SendFixture.config(2))
                .with(new AddressingConfig("ns", false, false, List.of()))
                .build());
        fixture.routes.route("ns%" + SendFixture.TOPIC, 1, "a");

        SendReceipt receipt = fixture.receipt(mode);

        ScriptedRequest request = fixture.remoting.requests.get(0);
        assertThat(request.ext("b")).isEqualTo("ns%" + SendFixture.TOPIC);
        assertThat(request.ext("a")).isEqualTo("ns%g1");
        assertThat(request.properties()).containsEntry("INSTANCE_ID", "ns");
        assertThat(receipt.topic()).isEqualTo(SendFixture.TOPIC);

        fixture.remoting.react(refused -> refused.answer(13, "too large"));
        Throwable failure = fixture.failure(mode);
        assertThat(((RefusedException) failure).topic()).isEqualTo(SendFixture.TOPIC);
        assertThat(failure).hasMessageContaining(SendFixture.TOPIC).hasMessageNotContaining("ns%");
    }

    @Test
    void failuresNameTheTopicOfTheApplicationAndRefreshTheRouteOfTheWire() {
        fixture.config(ProducerConfigs.like(SendFixture.config(0))
                .with(new AddressingConfig("ns", false, false, List.of()))
                .build());
        fixture.routes.route("ns%" + SendFixture.TOPIC, 1, "a");
        fixture.remoting.react(request -> request.answer(17, null));

        assertThat(fixture.failure(SendMode.SYNC)).hasMessageContaining("to topic " + SendFixture.TOPIC);
        assertThat(fixture.routes.refreshed).containsExactly("ns%" + SendFixture.TOPIC);
    }

    @Test
    void aTopicThatIsTooLongWithItsNamespaceIsRefusedBeforeItTakesRoom() {
        fixture.config(ProducerConfigs.like(SendFixture.config(0))
                .with(new AddressingConfig("ns", false, false, List.of()))
                .build());
        Message message = Message.to("x".repeat(126)).text("x").build();

        assertThat(SendFixture.failureOf(fixture.send(SendMode.ASYNC, message)))
                .isInstanceOf(IllegalMessageException.class);
        assertThat(fixture.limit.messages()).isZero();
    }

    @Test
    @Row("CFG-24")
    void unitModeIsInTheHeader() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        fixture.receipt(SendMode.SYNC);
        fixture.config(ProducerConfigs.like(SendFixture.config(0))
                .with(new AddressingConfig("", true, false, List.of()))
                .build());
        fixture.receipt(SendMode.SYNC);

        assertThat(fixture.remoting.requests)
                .extracting(request -> request.ext("k"))
                .containsExactly("false", "true");
    }

    @Test
    @Row({"SND-17", "CFG-19"})
    void theVipChannelIsTwoPortsBelow() {
        fixture.config(ProducerConfigs.like(SendFixture.config(0))
                .with(new AddressingConfig("", false, true, List.of()))
                .build());
        fixture.routes.route(SendFixture.TOPIC, 1, "a");

        fixture.receipt(SendMode.SYNC);

        assertThat(fixture.remoting.requests.get(0).address()).isEqualTo("a:10909");
    }
}
