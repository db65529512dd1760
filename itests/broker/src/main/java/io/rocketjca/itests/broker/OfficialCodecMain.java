package io.rocketjca.itests.broker;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RemotingSerializable;

/**
 * A process with the official codecs and nothing else: no connection, no broker. It ends when its standard input ends.
 *
 * <p>Commands, each with one JSON object, are answered by {@code @ok <json>} or {@code @error <story>}: {@code decode} reads a
 * whole frame, {@code encode} writes one, {@code readJson} and {@code writeJson} do so for bodies, {@code readProperties} and
 * {@code writeProperties} for property strings, {@code readBatch} reads the bodies of batches, {@code
 * writeStored} writes a message as brokers hand it out, {@code compress} and {@code decompress} are for bodies, and {@code
 * names} tells the names of all properties that this RocketMQ knows. Bytes are Base64.
 */
public final class OfficialCodecMain {

    private final OfficialFrames frames = new OfficialFrames();
    private final OfficialMessages messages = new OfficialMessages();

    private OfficialCodecMain() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        System.setProperty(RemotingCommand.REMOTING_VERSION_KEY, Integer.toString(MQVersion.CURRENT_VERSION));
        OfficialCodecMain codec = new OfficialCodecMain();
        say(out, "@ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                say(out, "@ok " + RemotingSerializable.toJson(codec.execute(line), false));
            } catch (Exception | LinkageError e) {
                say(out, "@error " + e.toString().replaceAll("\\s+", " "));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private Object execute(String line) throws Exception {
        String[] command = line.split(" ", 2);
        Map<?, ?> given = RemotingSerializable.fromJson(command[1], Map.class);
        switch (command[0]) {
            case "decode":
                return frames.decode(given);
            case "encode":
                return frames.encode(given);
            case "readJson":
                return frames.readJson(given);
            case "writeJson":
                return frames.writeJson(given);
            case "readProperties":
                return messages.readProperties(given);
            case "writeProperties":
                return messages.writeProperties(given);
            case "readBatch":
                return messages.readBatch(given);
            case "writeStored":
                return messages.writeStored(given);
            case "compress":
                return messages.compress(given);
            case "decompress":
                return messages.decompress(given);
            case "names":
                return messages.names();
            default:
                throw new IllegalArgumentException("No such command: " + command[0]);
        }
    }

    private static void say(PrintStream out, String line) {
        out.println(line);
        out.flush();
    }
}
