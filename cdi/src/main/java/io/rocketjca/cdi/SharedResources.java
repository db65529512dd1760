package io.rocketjca.cdi;

import io.rocketjca.SendInterceptor;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;

/**
 * What all senders of one application share.
 *
 * @param factories the connection factories found so far
 * @param payloads writes JSON
 * @param completions where the stages of {@code sendAsync} complete
 * @param interceptors who stands around the sends
 * @param checkers who is asked how work ended
 */
record SharedResources(
        ConnectionFactories factories,
        JsonPayloads payloads,
        CompletionQueue completions,
        SendInterceptors interceptors,
        RegisteredCheckers checkers) {

    static SharedResources create(Instance<SendInterceptor> interceptors, BeanManager beans) {
        ConnectionFactories factories = new ConnectionFactories();
        return new SharedResources(
                factories,
                new JsonPayloads(),
                new CompletionQueue(ApplicationExecutor::ofCallingThread),
                new SendInterceptors(interceptors),
                new RegisteredCheckers(beans, factories));
    }

    void close() {
        checkers.close();
        completions.close();
        payloads.close();
    }
}
