package io.rocketjca.bench.ours;

/** The adapter with {@code autoBatch}. */
public final class OursBatchingSubject extends OursSubject {

    public OursBatchingSubject() {
        super(factory -> factory.setAutoBatch(true));
    }
}
