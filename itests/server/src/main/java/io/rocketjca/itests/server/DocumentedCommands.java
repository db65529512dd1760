package io.rocketjca.itests.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page for administrators, whose code blocks are run as they stand. */
public final class DocumentedCommands {

    private static final Path PAGES = Path.of("../../docs/servers");

    private final Path page;
    private final String nameServer;

    /**
     * @param page the page's file name
     * @param nameServer the name server as the page writes it
     */
    public DocumentedCommands(String page, String nameServer) {
        this.page = PAGES.resolve(page);
        this.nameServer = nameServer;
    }

    /** The first code block in a language below a heading. */
    public String below(String heading, String language) {
        Pattern block = Pattern.compile(
                "^## " + heading + "$(?:(?!^## ).)*?^```" + language + "\n(.*?)^```$",
                Pattern.DOTALL | Pattern.MULTILINE);
        Matcher found = block.matcher(text());
        if (!found.find()) {
            throw new AssertionError(page + " has no " + language + " code below the heading " + heading);
        }
        return found.group(1);
    }

    /** The same with another name server than the page's, in the page's way of writing. */
    public String below(String heading, String language, String otherNameServer) {
        String commands = below(heading, language);
        if (!commands.contains(nameServer)) {
            throw new AssertionError(page + " has no name server " + nameServer + " below the heading " + heading);
        }
        return commands.replace(nameServer, otherNameServer);
    }

    private String text() {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
