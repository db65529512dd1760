package io.rocketjca.impl.connector;

import io.rocketjca.impl.transaction.BranchInDoubt;
import java.util.Date;
import java.util.List;

/** A branch of the engine, as management tools read it. */
record ListedBranch(BranchInDoubt branch) implements InDoubtBranch {

    @Override
    public String getId() {
        return branch.id().toString();
    }

    @Override
    public String getState() {
        return branch.state();
    }

    @Override
    public Date getSince() {
        return new Date(branch.sinceMillis());
    }

    @Override
    public long getAgeSeconds() {
        return branch.ageSeconds();
    }

    @Override
    public List<String> getTopics() {
        return branch.topics();
    }

    @Override
    public int getMessages() {
        return branch.messages();
    }

    @Override
    public List<String> getClusters() {
        return branch.clusters();
    }

    @Override
    public String getReason() {
        return branch.reason();
    }
}
