package io.rocketjca.impl.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.time.ManualTimer;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.WallClock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time that a whole answer of an address server may take, whatever comes in it. */
@Timeout(60)
class AddressServerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int DRIPS = 20;

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final AtomicInteger drips = new AtomicInteger();
    private final ServerSocket listening;

    AddressServerTest() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nX-",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 30000\r\n\r\nns:1;",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7000\r\nns:1;"
            })
    void anAnswerThatDripsForEverIsCutWhenItsTimeIsOver(String beginning) {
        CompletableFuture<Void> server = CompletableFuture.runAsync(() -> dripAfter(beginning));

        CompletableFuture<String> answer = ask(Runnable::run);

        awaitDrips();
        assertThat(answer).isNotDone();
        timer.advance(TIMEOUT.multipliedBy(2));
        assertThat(answer.handle((text, failure) -> failure.getCause()).join())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("its answer has not ended after 60000 ms");
        server.join(); // its end of the connection broke
        assertThat(timer.scheduled()).isZero();
    }

    @Test
    void itIsCutAlsoWhereNoThreadIsLeft() {
        CompletableFuture<Void> server = CompletableFuture.runAsync(() -> dripAfter("HTTP/1.1 200 OK\r\n"));

        CompletableFuture<String> answer = ask(task -> {
            throw new RejectedExecutionException("stopped");
        });

        awaitDrips();
        timer.advance(TIMEOUT.multipliedBy(2));
        assertThat(answer.handle((text, failure) -> failure).join()).isNotNull();
        server.join();
    }

    private CompletableFuture<String> ask(Executor work) {
        AddressServer server = new AddressServer(
                "http://127.0.0.1:" + listening.getLocalPort() + "/",
                TIMEOUT,
                new TimeSource(ticker, WallClock.system(), timer),
                work);
        return CompletableFuture.supplyAsync(() -> {
            try {
                return server.ask();
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        });
    }

    /** Sends one harmless byte after the other until nobody takes them. */
    private void dripAfter(String beginning) {
        try (Socket socket = listening.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(beginning.getBytes(US_ASCII));
            while (true) {
                out.write('a');
                out.flush();
                drips.incrementAndGet();
                Thread.sleep(5);
            }
        } catch (IOException | InterruptedException end) {
            // the client has gone
        }
    }

    private void awaitDrips() {
        while (drips.get() < DRIPS) {
            assertThat(Thread.interrupted()).as("timed out").isFalse();
            Thread.onSpinWait();
        }
    }
}
