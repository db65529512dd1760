package io.rocketjca.itests.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs administrators' scripts in the directory of the deployments. */
public final class ServerShell {

    private static final Path DEPLOYMENTS = Path.of("target/deployments").toAbsolutePath();
    private static final int MINUTES = 5;

    private final String beginning;
    private final Map<String, String> environment;

    /**
     * @param beginning what each script begins with: the commands, defined for this server
     * @param environment further variables
     */
    public ServerShell(String beginning, Map<String, String> environment) {
        this.beginning = beginning;
        this.environment = environment;
    }

    /** Returns what the script printed, which stays as {@code name.log}, or fails with it. */
    public String run(String name, String script) throws IOException, InterruptedException {
        Path log = Path.of("target", name + ".log");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "set -e\n" + beginning + "\n" + script)
                .directory(DEPLOYMENTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String output = Files.readString(log);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError("The script " + name + (ended ? " failed" : " did not end") + ":\n" + output);
        }
        return output;
    }
}
