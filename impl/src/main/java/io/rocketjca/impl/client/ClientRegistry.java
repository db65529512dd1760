package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client instance per identity, counted by leases. An instance without leases lingers for a while, so that a pool which
 * shrinks to nothing keeps routes and heartbeats; then it ends.
 */
final class ClientRegistry {

    /** The most instances that linger; beyond it the one that has lingered longest ends first. */
    static final int MAX_LINGERING = 16;

    private static final Logger LOG = LoggerFactory.getLogger(ClientRegistry.class);

    private final Function<ClientIdentity, MQClientInstance> maker;
    private final Timer timer;
    private final Duration linger;

    /** Guards all below. Nothing that can block happens under it: making an instance does no I/O, and ends happen outside. */
    private final Object lock = new Object();

    private final Map<ClientIdentity, Holding> holdings = new HashMap<>();
    private final LinkedHashSet<Holding> lingering = new LinkedHashSet<>();
    private final Set<Holding> ending = new HashSet<>();
    private boolean closed;

    /**
     * @param maker makes an instance, not yet started, without I/O
     * @param linger how long an instance without leases stays
     */
    ClientRegistry(Function<ClientIdentity, MQClientInstance> maker, Timer timer, Duration linger) {
        this.maker = maker;
        this.timer = timer;
        this.linger = linger;
    }

    /** Takes a share in the instance for an identity; no I/O. */
    ClientLease lease(ClientIdentity identity) {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("The resource adapter is stopped: no client can be had");
            }
            Holding holding = holdings.get(identity);
            if (holding == null) {
                // Kept only once it runs: a start that fails is tried anew by the next lease.
                MQClientInstance instance = maker.apply(identity);
                instance.start();
                holding = new Holding(instance);
                holdings.put(identity, holding);
            }
            holding.leases++;
            revive(holding);
            Holding leased = holding;
            return new CountedLease(leased.instance, () -> pin(leased), () -> giveBack(leased));
        }
    }

    /**
     * Ends all instances and refuses leases from now on.
     *
     * @return completes when all have ended, those included that were ending already; never fails
     */
    CompletionStage<Void> close() {
        List<Holding> all;
        synchronized (lock) {
            closed = true;
            all = List.copyOf(holdings.values());
            all.forEach(this::drop);
        }
        all.forEach(this::end);
        synchronized (lock) {
            return CompletableFuture.allOf(
                    ending.stream().map(holding -> holding.ended).toArray(CompletableFuture<?>[]::new));
        }
    }

    /** Cuts short what instances still do for their good end: soon there is no event loop any more to go on with it. */
    void abandon() {
        List<Holding> left;
        synchronized (lock) {
            left = List.copyOf(ending);
        }
        left.forEach(holding -> holding.instance.abandon());
    }

    /** Goes with an instance that is never started through all that can end one, then closes; no I/O. */
    void rehearse(ClientIdentity nobody) {
        Holding holding = new Holding(maker.apply(nobody));
        synchronized (lock) {
            holdings.put(nobody, holding);
            holding.leases++;
        }
        giveBack(holding);
        close().toCompletableFuture().join();
    }

    /** The number of instances that are not ending. */
    int size() {
        synchronized (lock) {
            return holdings.size();
        }
    }

    /** The messages under way in instances that are not ending. */
    int messagesInFlight() {
        synchronized (lock) {
            return holdings.values().stream()
                    .mapToInt(holding -> holding.instance.messagesInFlight())
                    .sum();
        }
    }

    /** Transactions hold a share until the end: brokers may ask for them at any time. */
    private void pin(Holding holding) {
        if (holding.pinned) {
            return;
        }
        synchronized (lock) {
            if (!holding.pinned && holdings.containsValue(holding)) {
                holding.pinned = true;
                holding.leases++;
                revive(holding);
            }
        }
    }

    private void giveBack(Holding holding) {
        List<Holding> ends = new ArrayList<>();
        synchronized (lock) {
            holding.leases--;
            if (holding.leases == 0 && holdings.containsValue(holding)) {
                letLinger(holding);
            }
            while (lingering.size() > MAX_LINGERING) {
                Holding oldest = lingering.iterator().next();
                drop(oldest);
                ends.add(oldest);
            }
        }
        ends.forEach(this::end);
    }

    private void letLinger(Holding holding) {
        lingering.add(holding);
        int period = ++holding.idlePeriod;
        holding.lingerEnd = timer.once(linger, () -> lingered(holding, period));
    }

    private void lingered(Holding holding, int period) {
        synchronized (lock) {
            // A revived instance may be idle again by now, for a shorter time.
            if (holding.idlePeriod != period || !lingering.contains(holding)) {
                return;
            }
            drop(holding);
        }
        end(holding);
    }

    private void revive(Holding holding) {
        if (lingering.remove(holding)) {
            holding.lingerEnd.cancel();
        }
    }

    /** Takes an instance out of reach, so that a lease makes a new one. Under the lock. */
    private void drop(Holding holding) {
        revive(holding);
        holdings.remove(holding.instance.identity());
        ending.add(holding);
    }

    private void end(Holding holding) {
        LOG.debug("client ends nameServers={}", holding.instance.identity().nameServers());
        holding.instance.shutdown().whenComplete((done, never) -> {
            synchronized (lock) {
                ending.remove(holding);
            }
            holding.ended.complete(null);
        });
    }

    /** An instance and who holds it. */
    private static final class Holding {

        private final MQClientInstance instance;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private int leases;
        private volatile boolean pinned;
        private int idlePeriod;
        private Timer.Scheduled lingerEnd;

        private Holding(MQClientInstance instance) {
            this.instance = instance;
        }
    }
}
