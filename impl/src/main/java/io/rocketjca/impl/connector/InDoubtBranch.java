package io.rocketjca.impl.connector;

import io.rocketjca.impl.transaction.BranchInDoubt;
import java.util.Date;
import java.util.List;

/** A branch that is not over, in the form in which management tools show it. */
public final class InDoubtBranch {

    private final BranchInDoubt branch;

    InDoubtBranch(BranchInDoubt branch) {
        this.branch = branch;
    }

    /** What names it in all operations. */
    public String getId() {
        return branch.id().toString();
    }

    public String getState() {
        return branch.state();
    }

    /** When it began; of an earlier run, when it came into its state. */
    public Date getSince() {
        return new Date(branch.sinceMillis());
    }

    public long getAgeSeconds() {
        return branch.ageSeconds();
    }

    /** The topics of its messages, each once. */
    public List<String> getTopics() {
        return branch.topics();
    }

    public int getMessages() {
        return branch.messages();
    }

    /** The name servers of the clusters of its messages, each once. */
    public List<String> getClusters() {
        return branch.clusters();
    }

    /** In words, what it waits for. */
    public String getReason() {
        return branch.reason();
    }
}
