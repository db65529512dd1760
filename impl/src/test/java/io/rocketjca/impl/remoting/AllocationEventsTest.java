package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In JVMs of their own, as netty reads its setting once. */
@Timeout(120)
class AllocationEventsTest {

    /** Starts and ends an event loop, and tells what is known then. */
    static final class Main {

        private Main() {}

        public static void main(String[] args) {
            EventLoops loops = EventLoops.start(task -> new Thread(task, "test-io"));
            System.out.print(AllocationEvents.wanted() + " " + System.getProperty(AllocationEvents.SETTING));
            loops.stop(Duration.ofSeconds(20));
        }
    }

    @Test
    void areLeftOutWithoutATraceOfIt() throws Exception {
        assertThat(startedWith()).isEqualTo("false null");
    }

    @Test
    void areMadeIfAnAdministratorWantsThem() throws Exception {
        assertThat(startedWith("-D" + AllocationEvents.SETTING + "=true")).isEqualTo("true true");
    }

    private static String startedWith(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.add(Main.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
