package io.rocketjca.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunRequestTest {

    @Test
    void aLineSaysAllOfIt() {
        RunRequest request = new RunRequest("async", Bodies.topic("random", 128), 16, 50, 1000, 20_000, 2500, 4711);
        assertThat(RunRequest.parse(request.line())).isEqualTo(request);
    }

    @Test
    void aTopicNamesItsBody() {
        assertThat(Bodies.of("bench-random-128")).hasSize(128).isEqualTo(Bodies.of("bench-random-128"));
        assertThat(Bodies.of("bench-text-16384")).hasSize(16_384);
        assertThat(new String(Bodies.of("bench-text-100"))).startsWith("[{\"orderId\":");
    }

    @Test
    void otherTopicsHaveNoBody() {
        assertThat(Bodies.of("TBW102")).isNull();
        assertThat(Bodies.of("bench-random-")).isNull();
        assertThat(Bodies.of("bench-odd-10")).isNull();
        assertThat(Bodies.of("other-random-10")).isNull();
    }
}
