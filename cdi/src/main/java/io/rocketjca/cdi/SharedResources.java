package io.rocketjca.cdi;

/**
 * What all senders of one application share.
 *
 * @param factories the connection factories found so far
 * @param payloads writes JSON
 * @param completions where the stages of {@code sendAsync} complete
 */
record SharedResources(ConnectionFactories factories, JsonPayloads payloads, CompletionQueue completions) {

    static SharedResources create() {
        return new SharedResources(
                new ConnectionFactories(),
                new JsonPayloads(),
                new CompletionQueue(ApplicationExecutor::ofCallingThread));
    }

    void close() {
        completions.close();
        payloads.close();
    }
}
