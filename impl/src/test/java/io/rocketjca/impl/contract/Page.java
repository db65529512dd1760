package io.rocketjca.impl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated page of the repository: compared with what it should be, or written with {@code -Ddocs.write=true}. */
public final class Page {

    public static final String COMMAND = "mvn -B -ntp -o -pl impl -am test -Dtest='*PageTest'"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true";

    private Page() {}

    /** The folder of the whole project, seen from the folder of this module. */
    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("api/pom.xml")) ? here : here.getParent();
    }

    public static void check(String path, String expected) throws IOException {
        Path page = root().resolve(path);
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, expected);
        }
        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("%s is out of date; write it anew with: %s", path, COMMAND)
                .isEqualTo(expected);
    }
}
