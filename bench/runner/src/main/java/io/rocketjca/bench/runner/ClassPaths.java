package io.rocketjca.bench.runner;

import io.rocketjca.bench.floor.FloorQueueSubject;
import io.rocketjca.bench.floor.FloorSubject;
import io.rocketjca.bench.floor.PacingSubject;
import io.rocketjca.bench.ours.OursBatchingSubject;
import io.rocketjca.bench.ours.OursLocalSubject;
import io.rocketjca.bench.ours.OursLz4Subject;
import io.rocketjca.bench.ours.OursSubject;
import io.rocketjca.bench.ours.OursUnforcedSubject;

/**
 * Which classes each process sees: the official client and its netty never meet ours.
 *
 * @param own of this process, and of all others but one
 * @param official of the official client
 * @param container of the process with a server
 */
record ClassPaths(String own, String official, String container) {

    String of(String subject) {
        return subject.startsWith(Scenario.OFFICIAL) ? official : own;
    }

    static String mainClassOf(String subject) {
        return switch (subject) {
            case Scenario.OURS -> OursSubject.class.getName();
            case Scenario.OURS_BATCHING -> OursBatchingSubject.class.getName();
            case Scenario.OURS_UNFORCED -> OursUnforcedSubject.class.getName();
            case Scenario.OURS_LOCAL -> OursLocalSubject.class.getName();
            case Scenario.OFFICIAL_BATCHING -> "io.rocketjca.bench.official.OfficialBatchingSubject";
            case Scenario.OURS_LZ4 -> OursLz4Subject.class.getName();
            case Scenario.FLOOR -> FloorSubject.class.getName();
            case Scenario.FLOOR_QUEUE -> FloorQueueSubject.class.getName();
            case Scenario.PACING -> PacingSubject.class.getName();
            default -> "io.rocketjca.bench.official.OfficialSubject";
        };
    }
}
