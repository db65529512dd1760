package io.rocketjca.bench.runner;

import io.rocketjca.bench.client.RunRequest;
import java.util.Map;

/** A subject that is started and warm. */
interface Measured {

    /** Does what the request says, and returns the figures by name. */
    Map<String, Double> run(RunRequest request);
}
