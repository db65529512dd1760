package io.rocketjca.bench.runner;

import io.rocketjca.bench.floor.FloorSubject;
import io.rocketjca.bench.ours.OursSubject;

/**
 * Which classes each process sees: the official client and its netty never meet ours.
 *
 * @param own of this process, and of all others but one
 * @param official of the official client
 * @param container of the process with a server
 */
record ClassPaths(String own, String official, String container) {

    String of(String subject) {
        return subject.equals(Scenario.OFFICIAL) ? official : own;
    }

    static String mainClassOf(String subject) {
        return switch (subject) {
            case Scenario.OURS -> OursSubject.class.getName();
            case Scenario.FLOOR -> FloorSubject.class.getName();
            default -> "io.rocketjca.bench.official.OfficialSubject";
        };
    }
}
