package io.rocketjca.impl.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the text that names the name servers: {@code host:port} entries, separated by semicolons or commas. */
public final class NameServerList {

    /** The most name servers in one list; a real cluster has two to five. */
    public static final int MAX_NAME_SERVERS = 32;

    /** A port has 16 bits. */
    private static final int MAX_PORT = 65_535;

    private static final String HOST_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,252}";
    private static final String IPV6_ADDRESS = "\\[[0-9A-Fa-f:.]{2,45}(?:%[A-Za-z0-9._-]{1,32})?]";
    private static final String PORT_NUMBER =
            "(?!0+(?![0-9]))" + "(?:[0-9]{1,4}|[0-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
    private static final String ENTRY = "(?:(?!(?i:https?:))" + HOST_NAME + "|" + IPV6_ADDRESS + "):" + PORT_NUMBER;
    private static final String SPACE = "\\p{javaWhitespace}";
    private static final String SEPARATORS = "[;," + SPACE + "]*";

    /** The lists that are accepted, and the blank one, as a regular expression for annotations, which tell no more than that. */
    public static final String BLANK_OR_LIST = SPACE + "*|" + SEPARATORS + ENTRY
            + "(?:" + SPACE + "*[;,]" + SEPARATORS + ENTRY + "){0," + (MAX_NAME_SERVERS - 1) + "}"
            + "(?:" + SPACE + "*[;,]" + SEPARATORS + "|" + SPACE + "*)";

    private static final Pattern HOST = Pattern.compile(HOST_NAME);
    private static final Pattern IPV6 = Pattern.compile(IPV6_ADDRESS);
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private final ConfigProblems problems;

    private NameServerList(ConfigProblems problems) {
        this.problems = problems;
    }

    /**
     * Reads a list.
     *
     * @return the addresses in their order, each once; those that are wrong are left out and noted as problems
     */
    public static List<String> parse(String text, ConfigProblems problems) {
        if (text == null || text.isBlank()) {
            problems.add("no name server is configured: give a list such as host1:9876;host2:9876");
            return List.of();
        }
        return new NameServerList(problems).read(text);
    }

    private List<String> read(String text) {
        Set<String> addresses = new LinkedHashSet<>();
        int entries = 0;
        for (String entry : text.split("[;,]")) {
            String address = entry.strip();
            if (!address.isEmpty()) {
                entries++;
                if (checkEntry(address)) {
                    addresses.add(address);
                }
            }
        }
        if (entries == 0) {
            problems.add("the name server list '" + text.strip() + "' holds only separators: give host:port entries");
        }
        if (entries > MAX_NAME_SERVERS) {
            problems.add("the name server list has " + entries + " entries, but at most " + MAX_NAME_SERVERS
                    + " are allowed");
        }
        return new ArrayList<>(addresses);
    }

    private boolean checkEntry(String entry) {
        if (entry.toLowerCase(Locale.ROOT).startsWith("http:")
                || entry.toLowerCase(Locale.ROOT).startsWith("https:")) {
            problems.add("name server '" + entry + "' is a URL, which is not supported: write it as host:port");
            return false;
        }
        int colon = entry.lastIndexOf(':');
        boolean bare6 = colon >= 0 && !entry.startsWith("[") && entry.indexOf(':') != colon;
        if (bare6) {
            problems.add("name server '" + entry
                    + "' has several colons: write an IPv6 address in brackets, as in [::1]:9876");
            return false;
        }
        if (colon < 0 || colon < entry.indexOf(']')) {
            problems.add("name server '" + entry + "' has no port: write it as host:port, for example host:9876");
            return false;
        }
        return checkHost(entry, entry.substring(0, colon)) & checkPort(entry, entry.substring(colon + 1));
    }

    private boolean checkHost(String entry, String host) {
        boolean good = host.startsWith("[")
                ? IPV6.matcher(host).matches()
                : HOST.matcher(host).matches();
        if (!good) {
            problems.add("name server '" + entry + "' has no valid host '" + host + "'");
        }
        return good;
    }

    private boolean checkPort(String entry, String port) {
        boolean good =
                PORT.matcher(port).matches() && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= MAX_PORT;
        if (!good) {
            problems.add("name server '" + entry + "' has no valid port '" + port + "': from 1 to " + MAX_PORT);
        }
        return good;
    }
}
