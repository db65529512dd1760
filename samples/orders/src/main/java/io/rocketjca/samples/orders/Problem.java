package io.rocketjca.samples.orders;

/** An answer that is not a success, as the page shows it. */
public final class Problem {

    private final String kind;
    private final String story;

    Problem(String kind, String story) {
        this.kind = kind;
        this.story = story;
    }

    /** Which kind of failure. */
    public String getKind() {
        return kind;
    }

    /** What happened. */
    public String getStory() {
        return story;
    }
}
