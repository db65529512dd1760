package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.FileBranchLog;
import io.rocketjca.impl.transaction.log.LogIdentity;
import io.rocketjca.impl.transaction.log.LoggedBranch;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.StoredMessage;
import io.rocketjca.itests.transactions.Work.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One scenario: an application with a home of its own, which runs, dies, and runs again until nothing is in doubt. */
final class Crash implements AutoCloseable {

    /** How often the broker looks for half messages to check back. */
    static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private static final int QUIET_INTERVALS = 3;
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);
    private static final String REAL_TOPIC = "REAL_TOPIC";
    private static final int QUEUES = 2;
    private static final int LAST = 10;

    private final String name;
    private final String topic;
    private final List<Cluster> clusters;
    private final Path home;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Work> works = new ArrayList<>();
    private final List<ApplicationProcess> processes = new ArrayList<>();

    /** Those that are refused the log, and say so in theirs. */
    private final Set<ApplicationProcess> refused = new HashSet<>();

    Crash(String name, RocketMQ... servers) {
        this(name, Arrays.stream(servers).map(Cluster::of).toList());
    }

    Crash(String name, List<Cluster> clusters) {
        this.name = name;
        this.topic = "crash-" + name;
        this.clusters = clusters;
        this.clusters.forEach(cluster -> cluster.createTopic(topic, QUEUES));
        try {
            home = Files.createTempDirectory("rocketjca-crash-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Configures the applications that start from now on, by the names of {@link Messaging}. */
    Crash with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    String topic() {
        return topic;
    }

    /** The application's own database, past the application. */
    Database database() throws SQLException {
        return Database.of(home);
    }

    /** Starts the application. */
    ApplicationProcess start(List<Trap> traps, Work... next) throws IOException {
        return launch(traps, traps.isEmpty() ? List.of(next) : besides(traps, next));
    }

    /** What the victims are compared with has to end as it is told to, however busy the machine is. */
    private static List<Work> besides(List<Trap> traps, Work... works) {
        return Arrays.stream(works)
                .map(work -> traps.stream().anyMatch(trap -> trap.work() == work.id()) ? work : work.again())
                .toList();
    }

    private ApplicationProcess launch(List<Trap> traps, List<Work> next) throws IOException {
        works.addAll(next);
        ApplicationProcess process = new ApplicationProcess(plan(traps, next));
        processes.add(process);
        return process;
    }

    /** Starts the application a second time, with a database and a coordinator of its own, but the same log of branches. */
    ApplicationProcess startBeside(Work... next) throws IOException {
        works.addAll(List.of(next));
        Plan same = plan(List.of(), List.of(next));
        Path beside = Files.createDirectory(home.resolve("beside"));
        ApplicationProcess process = new ApplicationProcess(new Plan(
                beside, same.branches(), same.nameServers(), topic, same.works(), same.traps(), same.settings()));
        refused.add(process);
        processes.add(process);
        return process;
    }

    private Plan plan(List<Trap> traps, List<Work> next) {
        return new Plan(
                home,
                home.resolve("branches"),
                clusters.stream().map(Cluster::nameServers).toList(),
                topic,
                next,
                traps,
                Map.copyOf(settings));
    }

    /** Runs the application until it dies at a point. */
    void die(Trap trap, Work... next) throws IOException, InterruptedException {
        awaitDeath(start(List.of(trap), next), trap);
    }

    /** The numbers of the transactions of which an application that is still alive has said that they are committed. */
    Set<Integer> committed() {
        return works.stream()
                .map(Work::id)
                .filter(id -> processes.stream().anyMatch(process -> process.hasSaid("work " + id + " committed")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A transaction that another one has started. */
    void alsoRan(Work work) {
        works.add(work);
    }

    static void awaitDeath(ApplicationProcess application, Trap trap) throws InterruptedException {
        assertThat(application.awaitDeath()).as(application.output()).isEqualTo(Application.HALTED);
        assertThat(application.hasSaid("reached " + trap.point()))
                .as("the point was reached:%n%s", application.output())
                .isTrue();
    }

    /** Lets a living application run one more transaction; returns how that ended. */
    String run(ApplicationProcess application, Work work) throws IOException, InterruptedException {
        works.add(work);
        return application.ask("run " + work.text(), "work " + work.id() + " ");
    }

    /** Starts the application again, which dies while it starts. */
    void dieAtStart(Trap trap) throws IOException, InterruptedException {
        awaitDeath(start(List.of(trap)), trap);
    }

    /** Starts the application again, which dies once more while it recovers. */
    void dieInRecovery(Trap trap) throws IOException, InterruptedException {
        ApplicationProcess application = start(List.of(trap));
        application.await("finished");
        application.tell("recover");
        awaitDeath(application, trap);
    }

    /** Starts the application again and lets it run to the end of everything. */
    Verdict recover(Set<Integer> committed, Work... next) throws IOException, InterruptedException {
        ApplicationProcess application = launch(List.of(), besides(List.of(), next));
        application.await("finished");
        return settle(application, committed);
    }

    /**
     * Waits until nothing is in doubt and no broker asks any more, and judges.
     *
     * @param committed the numbers of the transactions that count
     */
    Verdict settle(ApplicationProcess application, Set<Integer> committed) throws IOException, InterruptedException {
        return settle(application, committed, Set.of());
    }

    /**
     * Waits until nothing is in doubt and no broker asks any more, and judges.
     *
     * @param committed the numbers of the transactions that count
     * @param elsewhere those among all that another application with another database has committed
     */
    Verdict settle(ApplicationProcess application, Set<Integer> committed, Set<Integer> elsewhere)
            throws IOException, InterruptedException {
        int inDoubt = recoverAll(application);
        awaitQuiet();
        assertThat(rows(application)).as("rows; %s", failures()).isEqualTo(withRow(committed));
        Set<Integer> all = new TreeSet<>(committed);
        all.addAll(elsewhere);
        return stop(application, all, inDoubt);
    }

    /** The same where nobody knows what must have been committed: rows tell, and what the application has said. */
    Verdict settleByWhatItSays(ApplicationProcess application) throws IOException, InterruptedException {
        int inDoubt = recoverAll(application);
        awaitQuiet();
        Set<Integer> rows = rows(application);
        Set<Integer> said = committed();
        assertThat(rows).as("rows").containsAll(withRow(said));
        Set<Integer> committed = new TreeSet<>(rows);
        committed.addAll(said);
        List<String> bodies = bodies();
        // without a row, all or nothing is right if the application died before it could say
        works.stream()
                .filter(work -> work.is(Kind.ONE_PHASE) && work.commit())
                .filter(work -> bodies.stream().anyMatch(body -> body.startsWith(work.id() + ".")))
                .forEach(work -> committed.add(work.id()));
        return stop(application, committed, inDoubt);
    }

    private Verdict stop(ApplicationProcess application, Set<Integer> committed, int inDoubt)
            throws IOException, InterruptedException {
        application.ask("stop", "stopped");
        assertThat(processes)
                .as("errors in the log")
                .noneMatch(process ->
                        !refused.contains(process) && process.output().contains(" SEVERE "));
        List<LoggedBranch> logged = logged();
        Verdict verdict = Verdict.of(works, committed, bodies(), inDoubt + logged.size());
        System.out.println(verdict.line(name));
        if (!verdict.equals(Verdict.GOOD)) {
            tellMore(logged, committed);
        }
        return verdict;
    }

    /** What helps to find out why. */
    private void tellMore(List<LoggedBranch> logged, Set<Integer> committed) {
        System.out.println("works=" + works);
        System.out.println("committed=" + committed);
        System.out.println("bodies=" + bodies());
        System.out.println("log=" + logged);
        for (ApplicationProcess process : processes) {
            System.out.println("---- application:\n" + process.output());
        }
    }

    /** The branches that the log of a stopped application holds. */
    private List<LoggedBranch> logged() {
        LogIdentity nobody = new LogIdentity(0, "nobody", "nobody");
        try (BranchLog log = FileBranchLog.open(plan(List.of(), List.of()).branches(), () -> nobody)) {
            return log.replay();
        }
    }

    private int recoverAll(ApplicationProcess application) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        int inDoubt;
        do {
            inDoubt = Integer.parseInt(application.ask("recover", "in_doubt "));
        } while (inDoubt > 0 && System.nanoTime() - end < 0);
        return inDoubt;
    }

    /** The transactions that failed, in the words of the application. */
    private List<String> failures() {
        return processes.stream()
                .flatMap(process -> process.output().lines())
                .filter(line -> line.startsWith("@work ") && line.contains(" failed "))
                .toList();
    }

    private static Set<Integer> rows(ApplicationProcess application) throws IOException, InterruptedException {
        String rows = application.ask("rows", "rows");
        return Arrays.stream(rows.split(","))
                .filter(row -> !row.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Integer> withRow(Set<Integer> committed) {
        Set<Integer> rows = new TreeSet<>(committed);
        works.stream().filter(work -> work.is(Kind.ONE_PHASE)).forEach(work -> rows.remove(work.id()));
        return rows;
    }

    /** Waits until several intervals have passed in which no broker has checked anything of this scenario back. */
    private void awaitQuiet() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        long before = -1;
        for (int quiet = 0; quiet < QUIET_INTERVALS; ) {
            long now = checkedBack();
            quiet = now == before ? quiet + 1 : 0;
            before = now;
            assertThat(System.nanoTime() - end)
                    .as("the broker still checks back: %d copies, the last are %s", now, lastCheckedBack())
                    .isNegative();
            Thread.sleep(CHECK_INTERVAL.toMillis());
        }
        for (Cluster cluster : clusters) {
            assertThat(cluster.givenUp())
                    .as("half messages that a broker gave up")
                    .noneMatch(this::isOurs);
        }
    }

    /** How often brokers have asked for half messages of this scenario. */
    long checkedBack() {
        return clusters.stream()
                .flatMap(cluster -> cluster.checkedBack().stream())
                .filter(this::isOurs)
                .count();
    }

    private List<String> lastCheckedBack() {
        List<StoredMessage> asked = clusters.stream()
                .flatMap(cluster -> cluster.checkedBack().stream())
                .filter(this::isOurs)
                .toList();
        return asked.subList(Math.max(0, asked.size() - LAST), asked.size()).stream()
                .map(half -> half.text() + " " + half.properties())
                .toList();
    }

    /** How often brokers have asked for half messages of one transaction. */
    long checkedBack(int work) {
        return clusters.stream()
                .flatMap(cluster -> cluster.checkedBack().stream())
                .filter(this::isOurs)
                .filter(half -> half.text().startsWith(work + "."))
                .count();
    }

    private boolean isOurs(StoredMessage half) {
        return topic.equals(half.properties().get(REAL_TOPIC));
    }

    /** What consumers see. */
    List<String> bodies() {
        return clusters.stream()
                .flatMap(cluster -> cluster.read(topic).stream())
                .map(StoredMessage::text)
                .toList();
    }

    @Override
    public void close() {
        processes.forEach(ApplicationProcess::close);
        try (Stream<Path> paths = Files.walk(home)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
