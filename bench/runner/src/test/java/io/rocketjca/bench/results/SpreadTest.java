package io.rocketjca.bench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMedianIsTheMiddleOneWhateverTheOrder() {
        assertThat(Spread.of(List.of(9.0, 1.0, 5.0))).isEqualTo(new Spread(5, 1, 9));
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Spread(2.5, 1, 4));
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void halfOfTheRoundsLieOnEitherSide() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            List<Double> rounds = new ArrayList<>(
                    random.doubles(1 + random.nextInt(9)).boxed().toList());
            Collections.shuffle(rounds, random);
            Spread spread = Spread.of(rounds);
            long below =
                    rounds.stream().filter(round -> round < spread.median()).count();
            long above =
                    rounds.stream().filter(round -> round > spread.median()).count();
            assertThat(below).isEqualTo(above);
            assertThat(spread.min()).isLessThanOrEqualTo(spread.median());
            assertThat(spread.max()).isGreaterThanOrEqualTo(spread.median());
        }
    }

    @Test
    void noRoundsHaveNoMedian() {
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersAreShortAndHaveNoExponent() {
        assertThat(Spread.number(0.9)).isEqualTo("0.9");
        assertThat(Spread.number(0.123456)).isEqualTo("0.1235");
        assertThat(Spread.number(1_683_456.7)).isEqualTo("1683000");
        assertThat(Spread.number(0)).isEqualTo("0");
        assertThat(Spread.number(0.000012345)).isEqualTo("0.00001235");
    }
}
