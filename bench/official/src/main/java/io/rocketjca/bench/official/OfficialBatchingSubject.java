package io.rocketjca.bench.official;

/** The official client with {@code autoBatch}. */
public final class OfficialBatchingSubject extends OfficialSubject {

    public OfficialBatchingSubject() {
        super(true);
    }
}
