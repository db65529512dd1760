package io.rocketjca.impl.remoting;

import io.netty.channel.EventLoop;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks on an event loop. A task that throws is logged and stays scheduled; a loop that has ended runs nothing more. */
final class EventLoopTimer implements Timer {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoopTimer.class);
    private static final Scheduled NEVER = () -> {};

    private final EventLoop loop;

    EventLoopTimer(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public Scheduled once(Duration delay, Runnable task) {
        try {
            return scheduled(loop.schedule(surviving(task), delay.toNanos(), TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debug("task not scheduled, the event loop has ended");
            return NEVER;
        }
    }

    @Override
    public Scheduled every(Duration firstDelay, Duration period, Runnable task) {
        try {
            return scheduled(loop.scheduleWithFixedDelay(
                    surviving(task), firstDelay.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debug("task not scheduled, the event loop has ended");
            return NEVER;
        }
    }

    private static Scheduled scheduled(Future<?> future) {
        return () -> future.cancel(false);
    }

    private static Runnable surviving(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("scheduled task failed", e);
            }
        };
    }
}
