package io.rocketjca.itests.broker;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.rocketmq.common.MQVersion;

/**
 * A process with a name server and brokers, told what to do by lines on its standard input; it ends when that ends.
 *
 * <p>Arguments, each {@code key=value}: {@code home}, {@code nameServerPort} (0 for none), {@code nameServers} (of the brokers;
 * default: its own), {@code broker=name:port} (may repeat), {@code config.x} for any broker, server or store property. Every
 * line of its own on standard output starts with {@code @}: {@code @ready} once, then {@code @ok} or {@code @error} per command.
 */
public final class BrokerMain {

    private final Map<String, LocalBroker> brokers = new LinkedHashMap<>();

    private BrokerMain() {}

    public static void main(String[] args) throws Exception {
        // the controllers register as an unknown version without it, and then no client finds a route
        System.setProperty("rocketmq.remoting.version", Integer.toString(MQVersion.CURRENT_VERSION));
        BrokerMain main = new BrokerMain();
        try {
            main.start(args);
        } catch (Exception | LinkageError e) {
            say("@error " + e);
            e.printStackTrace();
            System.exit(1);
        }
        say("@ready");
        main.obey();
        // shutting down in order takes 5.x many seconds and serves nobody
        Runtime.getRuntime().halt(0);
    }

    private void start(String[] args) throws Exception {
        Properties config = new Properties();
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            if (pair[0].equals("broker")) {
                String[] nameAndPort = pair[1].split(":");
                ports.put(nameAndPort[0], Integer.parseInt(nameAndPort[1]));
            } else if (pair[0].startsWith("config.")) {
                config.setProperty(pair[0].substring("config.".length()), pair[1]);
            } else {
                options.put(pair[0], pair[1]);
            }
        }
        Path home = Path.of(options.get("home"));
        int nameServerPort = Integer.parseInt(options.getOrDefault("nameServerPort", "0"));
        if (nameServerPort != 0) {
            LocalNameServer.start(home.resolve("namesrv"), nameServerPort);
        }
        String nameServers = options.getOrDefault("nameServers", "127.0.0.1:" + nameServerPort);
        for (Map.Entry<String, Integer> broker : ports.entrySet()) {
            String name = broker.getKey();
            LocalBroker local = new LocalBroker(name, broker.getValue(), home.resolve(name), nameServers, config);
            local.start();
            brokers.put(name, local);
        }
    }

    private void obey() throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                say("@ok " + execute(line.split(" ")));
            } catch (Exception e) {
                say("@error " + e);
            }
        }
    }

    private String execute(String[] command) throws Exception {
        LocalBroker broker = brokers.get(command[1]);
        switch (command[0]) {
            case "topic":
                broker.createTopic(command[2], Integer.parseInt(command[3]), Integer.parseInt(command[4]));
                return "";
            case "lite":
                broker.createLiteTopic(command[2], Integer.parseInt(command[3]));
                return "";
            case "group":
                return Boolean.toString(broker.knowsProducersOf(command[2]));
            case "user":
                broker.createUser(command[2], command[3]);
                return "";
            case "allow":
                broker.allowPublishing(command[2], command[3]);
                return "";
            case "stored":
                return Long.toString(broker.stored(command[2]));
            case "settle":
                broker.settle();
                return "";
            case "fault":
                broker.inject(SendFault.of(command[2], Integer.parseInt(command[3]), Integer.parseInt(command[4])));
                return "";
            case "seen":
                return Integer.toString(broker.requestsSeen());
            case "signer":
                return broker.accessKeySeen();
            case "stop":
                broker.stop();
                return "";
            case "start":
                broker.start();
                return "";
            default:
                throw new IllegalArgumentException("No such command: " + command[0]);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
