package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.config.RoutingConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that a broker stored without reaching its disk or its slave in time. */
@Timeout(30)
class StoredUnsafelyTest {

    private static final int FLUSH_SLAVE_TIMEOUT = 12;

    private final SendFixture fixture = new SendFixture();

    @BeforeEach
    void retryThem() {
        fixture.config(ProducerConfigs.like(SendFixture.config(2))
                .with(new RoutingConfig(false, false, false, false, true))
                .build());
        fixture.routes.route(SendFixture.TOPIC, 2, "a", "b");
    }

    @Test
    @Row({"RTY-05", "CFG-09"})
    void areNotRepeatedUnlessConfigured() {
        fixture.config(SendFixture.config(2));
        fixture.remoting.react(request -> request.stored(FLUSH_SLAVE_TIMEOUT));

        assertThat(fixture.receipt(SendMode.SYNC).status()).isEqualTo(SendStatus.FLUSH_SLAVE_TIMEOUT);
        assertThat(fixture.remoting.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"SYNC, 10", "SYNC, 11", "ASYNC, 12"})
    @Row({"RTY-05", "CFG-09"})
    @Defect("K24")
    void goToAnotherBrokerWhoseReceiptCounts(SendMode mode, int code) {
        fixture.remoting.react(request -> request.stored(fixture.remoting.requests.size() == 1 ? code : 0));

        SendReceipt receipt = fixture.receipt(mode);

        assertThat(receipt.status()).isEqualTo(SendStatus.SEND_OK);
        assertThat(receipt.attempts()).isEqualTo(2);
        assertThat(fixture.remoting.requests)
                .extracting(ScriptedRequest::address)
                .containsExactlyInAnyOrder("a:10911", "b:10911");
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    void keepTheirReceiptIfTheOtherBrokerFails(SendMode mode) {
        fixture.remoting.react(request -> {
            if (fixture.remoting.requests.size() == 1) {
                request.stored(FLUSH_SLAVE_TIMEOUT);
            } else {
                request.answer(13, null);
            }
        });

        SendReceipt receipt = fixture.receipt(mode);

        assertThat(receipt.status()).isEqualTo(SendStatus.FLUSH_SLAVE_TIMEOUT);
        assertThat(receipt.attempts()).isEqualTo(1);
        assertThat(receipt.brokerName() + ":10911")
                .isEqualTo(fixture.remoting.requests.get(0).address());
        assertThat(fixture.limit.messages()).isZero();
    }

    @Test
    void areNotRepeatedOnABrokerThatHasThem() {
        fixture.remoting.react(request -> request.stored(FLUSH_SLAVE_TIMEOUT));

        assertThat(fixture.receipt(SendMode.SYNC).status()).isEqualTo(SendStatus.FLUSH_SLAVE_TIMEOUT);
        assertThat(fixture.remoting.requests)
                .extracting(ScriptedRequest::address)
                .containsExactlyInAnyOrder("a:10911", "b:10911");
    }

    @Test
    void stayAloneIfTheyHaveAQueueOfTheirOwn() {
        fixture.remoting.react(request -> request.stored(FLUSH_SLAVE_TIMEOUT));

        fixture.drive(fixture.send(
                        SendMode.SYNC,
                        Message.to(SendFixture.TOPIC).text("x").orderingKey("k").build()))
                .join();
        assertThat(fixture.remoting.requests).hasSize(1);
    }
}
