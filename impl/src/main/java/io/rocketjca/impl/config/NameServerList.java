package io.rocketjca.impl.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the text that names the name servers: {@code host:port} entries, separated by semicolons or commas. */
final class NameServerList {

    /** The most name servers in one list; a real cluster has two to five. */
    static final int MAX_NAME_SERVERS = 32;

    private static final int MAX_PORT = 65_535;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9._-]{1,32})?]");
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
    static List<String> parse(String text, ConfigProblems problems) {
        if (text == null || text.isBlank()) {
            problems.add("no name server is configured: give a list such as host1:9876;host2:9876");
            return List.of();
        }
        return new NameServerList(problems).read(text);
    }

    private List<String> read(String text) {
        Set<String> addresses = new LinkedHashSet<>();
        boolean anyEntry = false;
        for (String entry : text.split("[;,]")) {
            String address = entry.strip();
            if (!address.isEmpty()) {
                anyEntry = true;
                if (checkEntry(address)) {
                    addresses.add(address);
                }
            }
        }
        if (!anyEntry) {
            problems.add("the name server list '" + text.strip() + "' holds only separators: give host:port entries");
        }
        if (addresses.size() > MAX_NAME_SERVERS) {
            problems.add("the name server list has " + addresses.size() + " entries, but at most " + MAX_NAME_SERVERS
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
