package io.rocketjca.impl.transaction;

import io.rocketjca.CheckerRegistration;
import io.rocketjca.TransactionChecker;
import io.rocketjca.impl.protocol.push.TransactionCheck;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkers of applications, by cluster and producer group. For any thread; nothing here runs code of applications. */
public final class Checkers {

    /** The most groups whose missing checker is told of. */
    static final int MAX_TOLD = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Checkers.class);

    private final Map<Group, ApplicationChecker> checkers = new ConcurrentHashMap<>();
    private final Set<Group> told = ConcurrentHashMap.newKeySet();
    private final CheckedOutcomes outcomes;

    Checkers(CheckedOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** A producer group of a cluster, by the name servers of that. */
    private record Group(String nameServers, String name) {}

    /**
     * Has a checker asked.
     *
     * @param link the way to the cluster
     * @param group the producer group, as on the wire
     * @param executor runs the checker
     * @throws IllegalStateException if the group has one
     */
    public CheckerRegistration register(ClusterLink link, String group, TransactionChecker checker, Executor executor) {
        Group key = new Group(link.nameServers(), group);
        ApplicationChecker fresh = new ApplicationChecker(group, checker, executor, outcomes);
        if (checkers.putIfAbsent(key, fresh) != null) {
            throw new IllegalStateException(
                    "The producer group '" + group + "' has a transaction checker already: close its"
                            + " registration first, or give this connection factory a producerGroup of its own");
        }
        told.remove(key);
        return () -> {
            fresh.close();
            checkers.remove(key, fresh);
        };
    }

    /** A broker asks for a half message that only its application can answer for. Without a checker, or in doubt, nobody answers. */
    void ask(ClusterLink link, TransactionCheck check, String broker, Runnable rollBack) {
        Group key = new Group(link.nameServers(), String.valueOf(check.producerGroup()));
        ApplicationChecker checker = checkers.get(key);
        if (checker != null) {
            checker.ask(new CheckedOutcomes.Question(link, check, broker, rollBack));
        } else if (told.size() < MAX_TOLD && told.add(key)) {
            LOG.warn(
                    "a broker asks how the work for a message ended, and its producer group has no transaction checker here:"
                            + " the message stays unseen until there is one group={} topic={} messageId={}",
                    key.name(),
                    check.message().topic(),
                    check.uniqueKey());
        }
    }
}
