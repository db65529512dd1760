package io.rocketjca.impl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the house in order: who may know whom, and what nobody may do. */
class ArchitectureTest {

    private static final String ROOT = "io.rocketjca.impl.";

    /** The rank of each room; a room may use rooms of lower rank only. */
    private static final Map<String, Integer> RANKS = Map.ofEntries(
            Map.entry("time", 0),
            Map.entry("config", 0),
            Map.entry("protocol", 1),
            Map.entry("remoting", 2),
            Map.entry("route", 3),
            Map.entry("latency", 3),
            Map.entry("producer", 4),
            Map.entry("reply", 5),
            Map.entry("trace", 5),
            Map.entry("transaction", 5),
            Map.entry("client", 6),
            Map.entry("connector", 7));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rocketjca.impl");

    @Test
    void everyRoomHasARank() {
        Set<String> rooms =
                CLASSES.stream().map(ArchitectureTest::roomOf).collect(Collectors.toCollection(TreeSet::new));

        assertThat(rooms).isEqualTo(new TreeSet<>(RANKS.keySet()));
    }

    @Test
    @Row("LIF-27")
    void roomsUseOnlyRoomsOfLowerRank() {
        classes().should(useOnlyLowerRanks()).check(CLASSES);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theLowestRoomsKnowOnlyTheJdk() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + "time", ROOT + "config")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ROOT + "time", ROOT + "config")
                .check(CLASSES);
    }

    @Test
    void theProtocolKnowsNoChannelThreadClockOrLogger() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "protocol..")
                .should()
                .dependOnClassesThat(describe(
                        "do input, output, threading, timing or logging",
                        type -> type.getPackageName().startsWith("io.netty.channel")
                                || type.getPackageName().startsWith("org.slf4j")
                                || type.isEquivalentTo(Clock.class)
                                || type.isEquivalentTo(Thread.class)))
                .check(CLASSES);
    }

    @Test
    void onlyTheConnectorKnowsTheConnectorsSpi() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "connector")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.resource.spi..", "javax.transaction.xa..")
                .check(CLASSES);
    }

    @Test
    void onlyTimeReadsAClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "time")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void nothingStaticIsMutable() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(areOurs())
                .should()
                .beFinal()
                .check(CLASSES);
    }

    @Test
    @Defect("K18")
    void jsonBindingAndJvmHooksAreNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.json.bind..")
                .orShould()
                .callMethod(Runtime.class, "addShutdownHook", Thread.class)
                .check(CLASSES);
    }

    @Test
    void noMethodIsSynchronized() {
        methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED).check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> areOurs() {
        return describe("are written by hand", type -> !type.isEnum() && !type.isAnonymousClass());
    }

    private static ArchCondition<JavaClass> useOnlyLowerRanks() {
        return new ArchCondition<>("use only rooms of lower rank") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                origin.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> dependency
                                .getTargetClass()
                                .getBaseComponentType()
                                .getPackageName()
                                .startsWith(ROOT))
                        .filter(dependency -> !mayUse(
                                roomOf(origin),
                                roomOf(dependency.getTargetClass().getBaseComponentType())))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(origin, dependency.getDescription())));
            }
        };
    }

    private static boolean mayUse(String from, String to) {
        return from.equals(to) || RANKS.get(to) < RANKS.get(from);
    }

    private static String roomOf(JavaClass type) {
        String rest = type.getPackageName().substring(ROOT.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
