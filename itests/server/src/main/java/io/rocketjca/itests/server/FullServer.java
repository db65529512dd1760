package io.rocketjca.itests.server;

import java.io.IOException;

/** A full server in a process of its own, with the test application at {@code /itest}. */
public interface FullServer {

    String url();

    /** What it has written into its log since it was created. */
    String log() throws IOException;

    /** Whether its transaction manager recovers our branches, from the next start on. */
    void recovery(boolean on) throws IOException, InterruptedException;

    /** Starts it once more, after it has died. */
    void startAgain() throws IOException, InterruptedException;

    void restart() throws IOException, InterruptedException;

    /** Its log stays. */
    void stopAndDelete() throws IOException, InterruptedException;
}
