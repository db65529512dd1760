package io.rocketjca.impl.connector;

import jakarta.resource.spi.BootstrapContext;

/** What a server and its applications do with one deployed adapter; the only type that both sides of a redeployment know. */
public interface Deployment {

    /** Signs and encrypts from now on; before the start. */
    void secure(String trustStore);

    /** Keeps the log of transactions in a directory; before the start. */
    void keepLogIn(String directory);

    void start(BootstrapContext server, String nameServers) throws Exception;

    /** Sends one message in each mode to the topic {@code orders}; returns once all have ended. */
    void sendInAllModes() throws Exception;

    /** Commits one message to the topic {@code orders} in a distributed transaction. */
    void commitInTwoPhases() throws Exception;

    void stop();
}
