package io.rocketjca.cdi;

import io.rocketjca.SendInterceptor;
import jakarta.enterprise.inject.Instance;

/**
 * What all senders of one application share.
 *
 * @param factories the connection factories found so far
 * @param payloads writes JSON
 * @param completions where the stages of {@code sendAsync} complete
 * @param interceptors who stands around the sends
 */
record SharedResources(
        ConnectionFactories factories,
        JsonPayloads payloads,
        CompletionQueue completions,
        SendInterceptors interceptors) {

    static SharedResources create(Instance<SendInterceptor> interceptors) {
        return new SharedResources(
                new ConnectionFactories(),
                new JsonPayloads(),
                new CompletionQueue(ApplicationExecutor::ofCallingThread),
                new SendInterceptors(interceptors));
    }

    void close() {
        completions.close();
        payloads.close();
    }
}
