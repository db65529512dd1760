package io.rocketjca.impl.client;

import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * An HTTP server that tells the name servers of a cluster: the first line of what it answers to a GET.
 *
 * @param url where, as {@code http://} or {@code https://}
 * @param timeout for the connect, and again for the whole answer
 * @param time the scale of that time, and who says when it is over
 * @param work cuts the connection of an answer that does not end
 */
record AddressServer(String url, Duration timeout, TimeSource time, Executor work) {

    /** Thirty-two host names of the greatest length take a quarter of it. */
    static final int MAX_ANSWER_BYTES = 32 << 10;

    /**
     * Asks, on the calling thread, over a connection that is not kept: the JVM's pool of kept ones has a thread of its own.
     *
     * @throws IOException if it cannot be reached, is silent, or answers anything but 200 and a short text in time
     */
    String ask() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        Duration whole = timeout.multipliedBy(2);
        Deadline deadline = Deadline.after(time.ticker(), whole);
        // A read has a time of its own, but a server may send byte after byte; and again, as the connect may have come
        // between.
        Timer.Scheduled limit = time.timer().every(whole, timeout, () -> cut(connection));
        try {
            return ask(connection, deadline);
        } catch (IOException e) {
            throw deadline.passed(time.ticker())
                    ? new IOException("its answer has not ended after " + whole.toMillis() + " ms", e)
                    : e;
        } finally {
            limit.cancel();
            connection.disconnect();
        }
    }

    private String ask(HttpURLConnection connection, Deadline deadline) throws IOException {
        connection.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
        connection.setReadTimeout(Math.toIntExact(timeout.toMillis()));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Connection", "close");
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("it answers with HTTP status " + status);
        }
        try (InputStream in = connection.getInputStream()) {
            return firstLine(read(in, deadline));
        }
    }

    /** The end of an encrypted connection can take long, so not on the timer's thread if there is another one. */
    private void cut(HttpURLConnection connection) {
        try {
            work.execute(connection::disconnect);
        } catch (RejectedExecutionException e) {
            connection.disconnect();
        }
    }

    private byte[] read(InputStream in, Deadline deadline) throws IOException {
        byte[] answer = new byte[MAX_ANSWER_BYTES + 1];
        int length = 0;
        for (int read = 0; read >= 0; read = in.read(answer, length, answer.length - length)) {
            length += read;
            if (length == answer.length) {
                throw new IOException("it answers with more than " + MAX_ANSWER_BYTES + " bytes");
            }
            // Who cuts the connection while its body is read must wait for the end of that.
            if (deadline.passed(time.ticker())) {
                throw new IOException("its body goes on");
            }
        }
        return Arrays.copyOf(answer, length);
    }

    private static String firstLine(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8)
                .strip()
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }
}
