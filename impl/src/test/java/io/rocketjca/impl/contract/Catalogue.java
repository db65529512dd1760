package io.rocketjca.impl.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        try (InputStream in = Catalogue.class.getResourceAsStream("/contract.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Catalogue::rule)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Rule rule(String line) {
        String[] parts = line.split(" \\| ", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("A rule has five parts: " + line);
        }
        return new Rule(parts[0].strip(), parts[1], parts[2], parts[3], parts[4].strip());
    }
}
