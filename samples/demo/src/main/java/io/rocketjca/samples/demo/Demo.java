package io.rocketjca.samples.demo;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Starts RocketMQ and an application server, installs the adapter, deploys the orders sample, and stays until it is told to
 * stop; with {@code --once}, sends one round and ends with status 0 only if all of it arrived as it was sent.
 */
public final class Demo {

    static final String TOPIC = "orders";

    private static final int QUEUES = 4;

    /** So that it notes at once which half messages are over, as we recommend for transactions. */
    private static final Map<String, String> BROKER = Map.of("transactionOpMsgMaxSize", "1");

    private final Path root;
    private final Progress progress;
    private final Leftovers leftovers;

    private Demo(Path root, Progress progress, Leftovers leftovers) {
        this.root = root;
        this.progress = progress;
        this.leftovers = leftovers;
    }

    /**
     * Runs the demo.
     *
     * @param arguments the project's root directory, a directory for what is written, and perhaps {@code --once}
     */
    public static void main(String[] arguments) throws Exception {
        Path home = Files.createDirectories(Path.of(arguments[1]));
        Path log = home.resolveSibling("demo.log");
        PrintStream console = System.out;
        PrintStream quiet = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8);
        // the server and what it loads write here
        System.setOut(quiet);
        System.setErr(quiet);
        Leftovers leftovers = new Leftovers(home);
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::remove, "demo-shutdown"));
        Demo demo = new Demo(Path.of(arguments[0]), new Progress(console), leftovers);
        int status = 1;
        try {
            status = demo.run(Arrays.asList(arguments).contains("--once")) ? 0 : 1;
        } catch (Exception e) {
            e.printStackTrace(quiet);
            console.println();
            console.println("The demo failed: " + e.getMessage());
            console.println("The whole story is in " + log);
        } finally {
            System.exit(status);
        }
    }

    private boolean run(boolean once) throws Exception {
        RocketMQ rocketmq = progress.step("Starting a RocketMQ name server and broker", this::startRocketMQ);
        ArrivalsEndpoint arrivals = leftovers.keep(ArrivalsEndpoint.start(rocketmq, TOPIC));
        System.setProperty("rocketjca.demo.arrivals", arrivals.address());
        PayaraServer server =
                progress.step("Starting Payara", () -> leftovers.keep(PayaraServer.start(leftovers.home())));
        progress.step("Deploying rocketjca.rar, creating pool and connection factory", () -> {
            server.installAdapter(root.resolve("rar/target/rocketjca.rar"), rocketmq.nameServers());
            return null;
        });
        progress.step("Creating a database and its data source", () -> {
            server.installDatabase();
            return null;
        });
        String application = progress.step(
                "Deploying orders.war",
                () -> server.deployApplication(root.resolve("samples/orders/target/orders.war"), "orders"));
        if (once) {
            return new Round(application, rocketmq, progress).run();
        }
        progress.say("");
        progress.say("Open " + application);
        progress.say("Press Ctrl-C to stop.");
        new CountDownLatch(1).await();
        return true;
    }

    private RocketMQ startRocketMQ() {
        RocketMQ rocketmq = leftovers.keep(RocketMQ.start(RocketMQVersion.CURRENT, BROKER));
        rocketmq.createTopic(TOPIC, QUEUES);
        return rocketmq;
    }
}
