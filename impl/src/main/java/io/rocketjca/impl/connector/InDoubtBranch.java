package io.rocketjca.impl.connector;

import java.util.Date;
import java.util.List;

/** A branch that is not over, in the form in which management tools show it. */
public interface InDoubtBranch {

    /** What names it in all operations. */
    String getId();

    /** How far it has come: PREPARED, COMMITTING, HEURISTIC_COMMIT, HEURISTIC_ROLLBACK or HEURISTIC_HAZARD. */
    String getState();

    /** When it began; of an earlier run, when it came into its state. */
    Date getSince();

    long getAgeSeconds();

    /** The topics of its messages, each once. */
    List<String> getTopics();

    int getMessages();

    /** The name servers of the clusters of its messages, each once. */
    List<String> getClusters();

    /** In words, what it waits for. */
    String getReason();
}
