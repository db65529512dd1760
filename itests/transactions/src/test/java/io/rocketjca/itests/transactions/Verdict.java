package io.rocketjca.itests.transactions;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of all transactions of a scenario.
 *
 * @param lost messages of committed transactions that consumers cannot see
 * @param ghost messages of other transactions that consumers can see
 * @param duplicate messages that consumers see once more than once
 * @param inDoubt branches that nobody has ended
 */
record Verdict(int lost, int ghost, int duplicate, int inDoubt) {

    static final Verdict GOOD = new Verdict(0, 0, 0, 0);

    /**
     * Compares what consumers see with what was committed.
     *
     * @param works all transactions
     * @param committed the numbers of those that count
     * @param bodies what is in the topic
     */
    static Verdict of(Collection<Work> works, Set<Integer> committed, List<String> bodies, int inDoubt) {
        Map<String, Integer> seen = new HashMap<>();
        bodies.forEach(body -> seen.merge(body, 1, Integer::sum));
        int duplicate = bodies.size() - seen.size();
        int lost = 0;
        int ghost = seen.size();
        for (Work work : works) {
            for (int number = 0; committed.contains(work.id()) && number < work.messages(); number++) {
                if (seen.containsKey(work.id() + "." + number)) {
                    ghost--;
                } else {
                    lost++;
                }
            }
        }
        return new Verdict(lost, ghost, duplicate, inDoubt);
    }

    String line(String scenario) {
        return "crash scenario=" + scenario + " lost=" + lost + " ghost=" + ghost + " duplicate=" + duplicate
                + " in_doubt=" + inDoubt;
    }
}
