package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.fake.FakeFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InFlightTest {

    @Test
    void opaquesKeepTenDigitsWhenTheSequenceWraps() {
        InFlight inFlight = new InFlight(4, 0x3FFF_FFFE);
        List<Integer> opaques = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            opaques.add(inFlight.freeOpaque());
        }
        assertThat(opaques).containsExactly(0x7FFF_FFFE, 0x7FFF_FFFF, 0x4000_0000, 0x4000_0001);
        assertThat(opaques).allMatch(opaque -> String.valueOf(opaque).length() == 10);
    }

    @Test
    void anOccupiedSlotIsPassedOverAndAFullTableSaysSo() {
        InFlight inFlight = new InFlight(2, 0);
        int slow = inFlight.freeOpaque();
        inFlight.put(slow, call(), 1);
        int quick = inFlight.freeOpaque();
        Call second = call();
        inFlight.put(quick, second, 1);
        assertThat(inFlight.freeOpaque()).isEqualTo(InFlight.NO_OPAQUE);
        assertThat(inFlight.answered(quick)).isSameAs(second);
        int third = inFlight.freeOpaque();
        assertThat(third & 1).isEqualTo(quick & 1);
        assertThat(third).isNotEqualTo(quick);
    }

    @Test
    void everyCallIsTakenOnceInAnyOrderOfEvents() {
        long seed = System.nanoTime();
        System.out.println("InFlightTest seed " + seed);
        Random random = new Random(seed);
        InFlight inFlight = new InFlight(16, random.nextInt());
        Map<Integer, Call> expected = new HashMap<>();
        List<Integer> old = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int opaque = random.nextInt(3) > 0 ? inFlight.freeOpaque() : InFlight.NO_OPAQUE;
            if (opaque != InFlight.NO_OPAQUE) {
                Call call = call();
                inFlight.put(opaque, call, i);
                assertThat(expected.put(opaque, call)).isNull();
                old.add(opaque);
            }
            int asked = old.isEmpty() ? 0x4000_0000 : old.get(random.nextInt(old.size()));
            assertThat(inFlight.answered(asked)).isSameAs(expected.remove(asked));
        }
        List<Call> rest = new ArrayList<>();
        inFlight.takeAll((call, chunk) -> rest.add(call));
        assertThat(rest).containsExactlyInAnyOrderElementsOf(expected.values());
        assertThat(inFlight.putIn()).isEqualTo(inFlight.takenOut());
    }

    @Test
    void theNumberOfSlotsMustBeAPowerOfTwo() {
        assertThatThrownBy(() -> new InFlight(3, 0)).hasMessageContaining("3");
    }

    private static Call call() {
        return new RecordedCall(FakeFrame.request(1, 0), 0);
    }
}
