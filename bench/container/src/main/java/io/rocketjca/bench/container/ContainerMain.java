package io.rocketjca.bench.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process with an embedded server, told what to do by lines on its standard input; it ends when that ends. Its arguments:
 * the name servers, a directory for what it writes, and the archives of the adapter, the control adapter and the application.
 *
 * <p>The only command is {@code run <subject> <request>}; the application runs it.
 */
public final class ContainerMain {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String application;

    private ContainerMain(String application) {
        this.application = application;
    }

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[1]);
        PrintStream out = System.out;
        PrintStream log =
                new PrintStream(Files.newOutputStream(home.resolve("server.log")), true, StandardCharsets.UTF_8);
        // the server and what it loads write here
        System.setOut(log);
        System.setErr(log);
        BenchServer server = BenchServer.start(home);
        server.installAdapter(Path.of(args[2]), args[0]);
        server.installControl(Path.of(args[3]));
        ContainerMain main = new ContainerMain(server.deployApplication(Path.of(args[4])));
        out.println("@ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(main.answer(line));
        }
        Runtime.getRuntime().halt(0);
    }

    private String answer(String line) throws InterruptedException {
        String[] words = line.split(" ", 3);
        if (!words[0].equals("run")) {
            return "@error No such command: " + words[0];
        }
        try {
            return run(words[1], words[2]);
        } catch (IOException e) {
            return "@error " + e;
        }
    }

    private String run(String subject, String request) throws IOException, InterruptedException {
        String query = "subject=" + subject + "&run=" + URLEncoder.encode(request, StandardCharsets.UTF_8);
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(application + "run?" + query)).build(), BodyHandlers.ofString());
        String body = response.body().strip();
        return response.statusCode() == 200
                ? "@ok " + body
                : "@error " + response.statusCode() + " " + body.replaceAll("\\s+", " ");
    }
}
