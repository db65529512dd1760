package io.rocketjca.impl.connector;

import io.rocketjca.impl.transaction.TransactionProbe;

/** Makes resource adapters that tell of each step of a transaction. */
public final class ProbedAdapters {

    private ProbedAdapters() {}

    public static RocketMQResourceAdapter tellingOf(TransactionProbe probe) {
        return new RocketMQResourceAdapter((config, completions) -> Engine.start(config, completions, probe));
    }
}
