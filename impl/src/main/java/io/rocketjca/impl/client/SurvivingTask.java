package io.rocketjca.impl.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A repeated task that outlives its own exceptions, and tells of them once per change between working and failing. */
final class SurvivingTask implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SurvivingTask.class);

    private final String name;
    private final Runnable body;
    private volatile boolean failing;

    SurvivingTask(String name, Runnable body) {
        this.name = name;
        this.body = body;
    }

    @Override
    public void run() {
        try {
            body.run();
        } catch (RuntimeException e) {
            told(e);
            return;
        }
        if (failing) {
            failing = false;
            LOG.info("task works again task={}", name);
        }
    }

    private void told(RuntimeException e) {
        if (failing) {
            LOG.debug("task still fails task={}", name, e);
        } else {
            failing = true;
            LOG.warn("task fails, it will be tried again task={}", name, e);
        }
    }
}
