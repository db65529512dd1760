package io.rocketjca.itests.payara;

import java.util.List;

/** The threads of this JVM that belong to the adapter. */
final class AdapterThreads {

    private static final String PREFIX = "rocketjca";

    private AdapterThreads() {}

    static List<String> names() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(PREFIX))
                .sorted()
                .toList();
    }
}
