package io.rocketjca.impl.client;

import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * An HTTP server that tells the name servers of a cluster: the first line of what it answers to a GET.
 *
 * @param url where, as {@code http://} or {@code https://}
 * @param timeout for the connect, and again for the answer
 * @param ticker the scale of that time
 */
record AddressServer(String url, Duration timeout, Ticker ticker) {

    /** Thirty-two host names of the greatest length take a quarter of it. */
    static final int MAX_ANSWER_BYTES = 32 << 10;

    /**
     * Asks, on the calling thread, over a connection that is not kept: the JVM's pool of kept ones has a thread of its own.
     *
     * @throws IOException if it cannot be reached, is silent, or answers anything but 200 and a short text
     */
    String ask() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        try {
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
                return firstLine(read(in));
            }
        } finally {
            connection.disconnect();
        }
    }

    private byte[] read(InputStream in) throws IOException {
        Deadline deadline = Deadline.after(ticker, timeout);
        byte[] answer = new byte[MAX_ANSWER_BYTES + 1];
        int length = 0;
        for (int read = 0; read >= 0; read = in.read(answer, length, answer.length - length)) {
            length += read;
            if (length == answer.length) {
                throw new IOException("it answers with more than " + MAX_ANSWER_BYTES + " bytes");
            }
            if (deadline.remainingNanos(ticker) <= 0) {
                throw new IOException("its answer has not ended after " + timeout.toMillis() + " ms");
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
