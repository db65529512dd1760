package io.rocketjca.itests.transactions;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One transaction that the application is to run.
 *
 * @param id its number, which its row and its messages carry; from 1
 * @param commit whether the application commits it; else it rolls it back
 * @param messages how many messages it sends
 * @param kinds how it does so
 */
record Work(int id, boolean commit, int messages, Set<Kind> kinds) {

    /** What a transaction may do besides the usual. */
    enum Kind {
        /** No row: the messages are the only resource, and the transaction manager commits in one phase. */
        ONE_PHASE,
        /** The messages are sent before the row is written, so they are prepared and committed first. */
        MESSAGES_FIRST,
        /** Messages are sent without waiting for each. */
        ASYNC,
        /** Messages with an ordering key, whose order must stay. */
        ORDERED,
        /** Every second message goes through another connection. */
        TWO_CONNECTIONS,
        /** Every second message goes to another cluster. */
        TWO_CLUSTERS,
        /** The transaction is suspended between the messages, and another one runs to its end. */
        SUSPENDED,
        /** The application marks it for rollback and commits it nevertheless. */
        ROLLBACK_ONLY,
        /** It is run again if it ends in a rollback that nobody asked for: on a busy machine a first send may take too long. */
        AGAIN
    }

    static Work commit(int id, int messages, Kind... kinds) {
        return new Work(id, true, messages, kinds(kinds));
    }

    static Work rollBack(int id, int messages, Kind... kinds) {
        return new Work(id, false, messages, kinds(kinds));
    }

    Work again() {
        EnumSet<Kind> more = EnumSet.of(Kind.AGAIN);
        more.addAll(kinds);
        return new Work(id, commit, messages, more);
    }

    private static Set<Kind> kinds(Kind... kinds) {
        EnumSet<Kind> set = EnumSet.noneOf(Kind.class);
        set.addAll(Arrays.asList(kinds));
        return set;
    }

    boolean is(Kind kind) {
        return kinds.contains(kind);
    }

    /** The form in which it is handed to the application. */
    String text() {
        return id + ":" + (commit ? "commit" : "rollback") + ":" + messages + ":"
                + kinds.stream().map(Kind::name).collect(Collectors.joining("+"));
    }

    static Work of(String text) {
        String[] parts = text.split(":", 4);
        EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String kind : parts[3].split("\\+")) {
            if (!kind.isEmpty()) {
                kinds.add(Kind.valueOf(kind));
            }
        }
        return new Work(Integer.parseInt(parts[0]), parts[1].equals("commit"), Integer.parseInt(parts[2]), kinds);
    }
}
