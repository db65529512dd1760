package io.rocketjca.bench.ours;

/** The adapter with {@code compressType} LZ4. */
public final class OursLz4Subject extends OursSubject {

    public OursLz4Subject() {
        super(factory -> factory.setCompressType("LZ4"));
    }
}
