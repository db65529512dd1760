package io.rocketjca.itests.payara6;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page for administrators, whose code blocks are run as they stand. */
final class DocumentedCommands {

    private static final Path PAGE = Path.of("../../docs/servers/payara.md");

    private static final String NAME_SERVER = "localhost\\:9876";

    private DocumentedCommands() {}

    /** The shell code block below a heading. */
    static String below(String heading) {
        Pattern block =
                Pattern.compile("^## " + heading + "$.*?^```shell\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
        Matcher found = block.matcher(page());
        if (!found.find()) {
            throw new AssertionError(PAGE + " has no shell code below the heading " + heading);
        }
        return found.group(1);
    }

    /** The same with another name server than the page's. */
    static String below(String heading, String nameServer) {
        String commands = below(heading);
        if (!commands.contains(NAME_SERVER)) {
            throw new AssertionError(PAGE + " has no name server " + NAME_SERVER + " below the heading " + heading);
        }
        return commands.replace(NAME_SERVER, nameServer.replace(":", "\\:"));
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
