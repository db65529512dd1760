package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.route.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HashRingTest {

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @RepeatedTest(10)
    @Row("QSL-09")
    void aQueueThatLeavesTakesOnlyItsOwnKeysWithIt() {
        List<MessageQueue> before = queues(2 + random.nextInt(20));
        MessageQueue leaving = before.get(random.nextInt(before.size()));
        List<MessageQueue> after = new ArrayList<>(before);
        after.remove(leaving);
        HashRing full = new HashRing(before);
        HashRing rest = new HashRing(after);

        for (int i = 0; i < 2000; i++) {
            int key = random.nextInt();
            MessageQueue owner = before.get(full.indexOf(key));
            if (!owner.equals(leaving)) {
                assertThat(after.get(rest.indexOf(key))).as("seed %d", seed).isEqualTo(owner);
            }
        }
    }

    @Test
    void neighbouringKeysSpreadOverAllQueues() {
        List<MessageQueue> queues = queues(16);
        HashRing ring = new HashRing(queues);
        int[] counts = new int[16];
        for (int key = 0; key < 160_000; key++) {
            counts[ring.indexOf(key)]++;
        }

        assertThat(java.util.Arrays.stream(counts).boxed())
                .as("expected 10000 each")
                .allSatisfy(count -> assertThat(count).isBetween(5_000, 17_000));
    }

    @Test
    void oneQueueTakesAllKeysAndVeryManyQueuesStillFit() {
        assertThat(new HashRing(queues(1)).indexOf(random.nextInt())).isZero();
        assertThat(new HashRing(queues(70_000)).indexOf(random.nextInt())).isBetween(0, 69_999);
    }

    private static List<MessageQueue> queues(int count) {
        List<MessageQueue> queues = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            queues.add(new MessageQueue("broker-" + i % 4, "a:1", i / 4));
        }
        return queues;
    }
}
