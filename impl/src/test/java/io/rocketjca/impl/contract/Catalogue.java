package io.rocketjca.impl.contract;

import java.util.List;
import java.util.Set;

/** The rules of the specification that concern this adapter, as {@code contract.txt} lists them. */
final class Catalogue {

    private static final Set<String> SINGLE_RULES_IN_SCOPE = Set.of("F6", "F8", "F9");
    private static final String AREAS_IN_SCOPE = "ABDEGHIJKL";

    /** One rule. */
    record Rule(String id, String level, String section, String demand, String answer) {

        char area() {
            return id.charAt(0);
        }

        boolean hasReason() {
            return answer.startsWith("n/a:") || answer.startsWith("deviation:");
        }

        boolean comesLater() {
            return answer.startsWith("comes with");
        }

        /** Whether a test or a reason is owed. */
        boolean inScope() {
            return level.equals("M") && (AREAS_IN_SCOPE.indexOf(area()) >= 0 || SINGLE_RULES_IN_SCOPE.contains(id));
        }
    }

    private Catalogue() {}

    static List<Rule> rules() {
        return TableFile.lines("/contract.txt", 5).map(Catalogue::rule).toList();
    }

    private static Rule rule(List<String> parts) {
        return new Rule(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4));
    }
}
