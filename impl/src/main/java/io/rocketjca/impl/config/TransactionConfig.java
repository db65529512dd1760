package io.rocketjca.impl.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How sends join transactions.
 *
 * @param group what the producer group of half messages begins with; the node's name follows
 * @param node the name of this server, different for each that has a log of its own
 * @param logDirectory where the log of prepared branches is, or {@code null} if no place for it is known
 * @param maxMessages the most messages of one transaction
 * @param commitTimeout how long a commit waits for brokers before the rest of it is finished in the background
 * @param recommitWhenUnsure whether a commit is repeated that a broker may have carried out, where the broker refuses to tell:
 *     the message may then come twice; if not, it may be lost
 * @param credentials as whom branches of an earlier run are finished before any connection factory is used
 * @param recoverySetup in words, how the server's transaction manager is told to recover
 */
public record TransactionConfig(
        String group,
        String node,
        Path logDirectory,
        int maxMessages,
        Duration commitTimeout,
        boolean recommitWhenUnsure,
        Credentials credentials,
        String recoverySetup) {

    /** The most messages of one transaction that can be configured: each costs the broker three writes. */
    public static final int MOST_MESSAGES = 100_000;

    /** The most characters of a group and of a node's name, which together make a producer group. */
    public static final int MAX_NAME_CHARACTERS = 100;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_-]");

    /** For servers of which nothing is known. */
    public static final String ANY_SETUP =
            "Switch on the recovery of XA resources in the settings of the server's transaction manager, and restart.";

    /** For a server of which nothing is known. */
    public TransactionConfig(
            String group,
            String node,
            Path logDirectory,
            int maxMessages,
            Duration commitTimeout,
            boolean recommitWhenUnsure,
            Credentials credentials) {
        this(group, node, logDirectory, maxMessages, commitTimeout, recommitWhenUnsure, credentials, ANY_SETUP);
    }

    public static TransactionConfig defaults() {
        return new TransactionConfig(
                "rocketjca-tx", "node", null, 10_000, Duration.ofSeconds(3), true, Credentials.ANONYMOUS);
    }

    /** The same with another place for the log. */
    public TransactionConfig loggingTo(Path directory) {
        return new TransactionConfig(
                group, node, directory, maxMessages, commitTimeout, recommitWhenUnsure, credentials, recoverySetup);
    }

    /** The producer group of all half messages of this node. */
    public String producerGroup() {
        return group + "-" + node;
    }

    /** A node's name made of whatever a server is called. */
    public static String nodeName(String raw) {
        String name = NOT_IN_NAMES.matcher(raw).replaceAll("_");
        return name.substring(0, Math.min(name.length(), MAX_NAME_CHARACTERS));
    }

    /** Notes every value that cannot work. */
    public void check(ConfigProblems problems) {
        if (group == null || !NAME.matcher(group).matches()) {
            problems.add("transaction group is '" + group + "', but must be 1 to 100 letters, digits, '_' or '-'");
        }
        if (node == null || !NAME.matcher(node).matches()) {
            problems.add("node name is '" + node + "', but must be 1 to 100 letters, digits, '_' or '-'");
        }
        problems.checkRange("messages of one transaction", maxMessages, 1, MOST_MESSAGES);
        problems.checkRange(
                "commit timeout in milliseconds", commitTimeout.toMillis(), 1, RuntimeConfig.MAX_TIME_MILLIS);
        credentials.check(problems);
    }
}
