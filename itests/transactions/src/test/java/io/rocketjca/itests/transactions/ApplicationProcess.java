package io.rocketjca.itests.transactions;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The application in a process of its own, as a test sees it. */
final class ApplicationProcess implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
    private static final int EXIT_SECONDS = 30;

    private final Process process;
    private final BufferedWriter in;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<String> said = new ArrayList<>();
    private final List<String> output = new ArrayList<>();
    private int read;
    private boolean ended;

    ApplicationProcess(Plan plan) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + plan.home(),
                "-Dfile.encoding=UTF-8"));
        String logging = System.getProperty("java.util.logging.config.file");
        if (logging != null) {
            command.add("-Djava.util.logging.config.file=" + logging);
        }
        String postgres = System.getProperty(Database.POSTGRES);
        if (postgres != null) {
            command.add("-D" + Database.POSTGRES + "=" + postgres);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Application.class.getName()));
        command.addAll(plan.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        process = builder.start();
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::readOutput, "output-of-application");
        reader.setDaemon(true);
        reader.start();
    }

    private void readOutput() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                heard(line);
            }
        } catch (IOException e) {
            heard("output ended: " + e);
        }
        lock.lock();
        try {
            ended = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void heard(String line) {
        lock.lock();
        try {
            output.add(line);
            if (line.startsWith("@")) {
                said.add(line.substring(1));
                more.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next line that starts in that way, and returns the rest of it; lines before it are passed over. */
    String await(String start) throws InterruptedException {
        long left = LONGEST_WAIT.toNanos();
        lock.lock();
        try {
            while (true) {
                while (read < said.size()) {
                    String line = said.get(read++);
                    if (line.startsWith(start)) {
                        return line.substring(start.length()).trim();
                    }
                }
                if (ended || left <= 0) {
                    throw new IllegalStateException("The application " + (ended ? "has ended" : "goes on")
                            + " without saying '" + start + "':\n" + String.join("\n", output));
                }
                left = more.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether it has said that so far. */
    boolean hasSaid(String line) {
        lock.lock();
        try {
            return said.contains(line);
        } finally {
            lock.unlock();
        }
    }

    /** Everything it wrote so far. */
    String output() {
        lock.lock();
        try {
            return String.join("\n", output);
        } finally {
            lock.unlock();
        }
    }

    void tell(String command) throws IOException {
        in.write(command);
        in.newLine();
        in.flush();
    }

    /** Tells it something and waits for the answer. */
    String ask(String command, String answer) throws IOException, InterruptedException {
        tell(command);
        return await(answer);
    }

    /** Waits until it has died, and returns its exit code. */
    int awaitDeath() throws InterruptedException {
        if (!process.waitFor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The application does not die:\n" + output());
        }
        return process.exitValue();
    }

    /** Kills it as a power cut would. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The application cannot be killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
