package io.rocketjca.impl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks that outlive their exceptions, and the ids of clients. */
class SurvivingTaskTest {

    @Test
    @Row("LIF-22")
    void aTaskThatThrowsIsRunAgain() {
        AtomicInteger runs = new AtomicInteger();
        SurvivingTask task = new SurvivingTask("test", () -> {
            if (runs.incrementAndGet() < 3) {
                throw new IllegalStateException("run " + runs);
            }
        });

        for (int i = 0; i < 4; i++) {
            assertThatCode(task::run).doesNotThrowAnyException();
        }
        assertThat(runs).hasValue(4);
    }

    @Test
    void anErrorOfTheMachineIsNotHidden() {
        SurvivingTask task = new SurvivingTask("test", () -> {
            throw new StackOverflowError();
        });

        assertThatThrownBy(task::run).isInstanceOf(StackOverflowError.class);
    }

    @Test
    @Row("LIF-04")
    void clientIdsNameHostAndProcessAndNeverRepeat() {
        ClientIds ids = new ClientIds("10.1.2.3", 42, new Random(1));

        assertThat(IntStream.range(0, 1000).mapToObj(i -> ids.next()).toList())
                .allMatch(id -> id.matches("10\\.1\\.2\\.3@42#[0-9a-f]{16}"))
                .doesNotHaveDuplicates();
    }

    @Test
    @Row("LIF-04")
    @Defect("K25")
    void clientIdsOfTwoContainersWithTheSameAddressAndProcessDiffer() {
        assertThat(new ClientIds("10.1.2.3", 1, new Random(1)).next())
                .isNotEqualTo(new ClientIds("10.1.2.3", 1, new Random(2)).next());
    }
}
