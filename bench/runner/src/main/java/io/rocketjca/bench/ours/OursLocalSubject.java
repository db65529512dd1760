package io.rocketjca.bench.ours;

import java.nio.file.Path;

/** The adapter with default settings, as the only resource of its transactions: nothing is forced. */
public final class OursLocalSubject extends OursSubject {

    public OursLocalSubject() {
        super(factory -> {}, Path.of(System.getProperty("java.io.tmpdir"), "branches"), true);
    }
}
