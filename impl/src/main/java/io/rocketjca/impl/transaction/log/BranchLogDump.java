package io.rocketjca.impl.transaction.log;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;

/** Prints what stands in a branch log that no adapter has open: a line about the log, and one for each branch. Changes nothing in it. */
public final class BranchLogDump {

    private BranchLogDump() {}

    /**
     * Prints a log, and ends the process with status 1 if that is not possible.
     *
     * @param arguments the directory of the log
     */
    public static void main(String[] arguments) {
        if (!dump(arguments, System.out, System.err)) {
            System.exit(1);
        }
    }

    static boolean dump(String[] arguments, PrintStream out, PrintStream problems) {
        if (arguments.length != 1 || !Files.isDirectory(Path.of(arguments[0]))) {
            problems.println("Name one directory: that of the branch log to print.");
            return false;
        }
        try (LogDirectory directory = LogDirectory.take(Path.of(arguments[0]))) {
            if (!Files.exists(directory.file())) {
                problems.println("There is no branch log in " + directory.path() + ".");
                return false;
            }
            print(LogReader.read(directory), out);
            return true;
        } catch (BranchLogException e) {
            problems.println(e.getMessage());
            return false;
        }
    }

    private static void print(LogContent content, PrintStream out) {
        LogIdentity identity = content.identity();
        out.println("log id=" + Long.toHexString(identity.logId()) + " node=" + identity.node() + " producerGroup="
                + identity.producerGroup() + " branches=" + content.records().size());
        content.records().values().forEach(branch -> out.println(line(LogRecords.decodeBranch(branch))));
    }

    private static String line(LoggedBranch branch) {
        return branch.id() + " " + branch.state() + " since=" + Instant.ofEpochMilli(branch.sinceMillis()) + " halves="
                + branch.halves().size()
                + branch.halves().stream().map(BranchLogDump::text).collect(Collectors.joining());
    }

    private static String text(LoggedHalf half) {
        return " [" + half.topic() + " " + half.brokerName() + "/" + half.queueId() + " messageId=" + half.messageId()
                + " commitLogOffset=" + half.commitLogOffset() + " stateTableOffset=" + half.stateTableOffset()
                + (half.ordered() ? " ordered" : "") + " nameServers=" + half.nameServers() + "]";
    }
}
