package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompressionMemoryTest {

    private final CompressionMemory memory = new CompressionMemory();

    @Test
    void bodiesThatShrinkAreAlwaysTried() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(memory.worthTrying()).isTrue();
            memory.shrank();
        }
    }

    @Test
    void bodiesThatDoNotShrinkAreTriedEverMoreSeldom() {
        assertThat(triesInVain(1_000)).isBetween(20, 28);
        assertThat(triesInVain(1_000)).isBetween(14, 16);
    }

    @Test
    void oneBodyThatShrinksEndsTheDoubt() {
        triesInVain(1_000);
        while (!memory.worthTrying()) {
            // skipped
        }
        memory.shrank();
        assertThat(triesInVain(10)).isGreaterThanOrEqualTo(3);
    }

    private int triesInVain(int bodies) {
        int tries = 0;
        for (int i = 0; i < bodies; i++) {
            if (memory.worthTrying()) {
                memory.triedInVain();
                tries++;
            }
        }
        return tries;
    }
}
