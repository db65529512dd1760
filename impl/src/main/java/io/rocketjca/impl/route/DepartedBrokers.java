package io.rocketjca.impl.route;

import io.rocketjca.impl.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The brokers that left a topic's route not long ago: name servers drop a broker the moment it dies, and yet it keeps what it has
 * stored. Each is remembered for {@link #MEMORY}, the latest {@link #MOST} of them.
 */
final class DepartedBrokers {

    /** How long: a broker that stays away longer has been taken away. */
    static final Duration MEMORY = Duration.ofHours(1);

    /** How many per topic. */
    static final int MOST = 64;

    static final DepartedBrokers NONE = new DepartedBrokers(List.of());

    private final List<Departure> departures;

    /** The name of a broker, and when its departure was learned. */
    private record Departure(String broker, long atNanos) {}

    private DepartedBrokers(List<Departure> departures) {
        this.departures = departures;
    }

    /** What is to be remembered when one route takes the place of another. */
    DepartedBrokers after(TopicRoute old, TopicRoute fresh, Ticker ticker) {
        long now = ticker.nanos();
        List<Departure> remembered = new ArrayList<>();
        for (Departure departure : departures) {
            if (recent(departure, now) && !names(fresh.brokers(), departure.broker())) {
                remembered.add(departure);
            }
        }
        for (TopicBroker broker : old.brokers()) {
            if (!names(fresh.brokers(), broker.name())) {
                remembered.add(new Departure(broker.name(), now));
            }
        }
        return new DepartedBrokers(
                List.copyOf(remembered.subList(Math.max(0, remembered.size() - MOST), remembered.size())));
    }

    /** The brokers of the route, and after them, without a master, those that left it. */
    List<TopicBroker> besides(List<TopicBroker> present, Ticker ticker) {
        if (departures.isEmpty()) {
            return present;
        }
        long now = ticker.nanos();
        List<TopicBroker> all = new ArrayList<>(present);
        departures.stream()
                .filter(departure -> recent(departure, now))
                .forEach(departure -> all.add(new TopicBroker(departure.broker(), null)));
        return List.copyOf(all);
    }

    private static boolean recent(Departure departure, long nowNanos) {
        return nowNanos - departure.atNanos() < MEMORY.toNanos();
    }

    private static boolean names(List<TopicBroker> brokers, String name) {
        return brokers.stream().anyMatch(broker -> broker.name().equals(name));
    }
}
