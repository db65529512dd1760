package io.rocketjca.itests.broker;

import com.alibaba.fastjson2.JSON;
import com.alibaba.fastjson2.JSONObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeMap;
import org.apache.rocketmq.acl.common.AclClientRPCHook;
import org.apache.rocketmq.acl.common.AclUtils;
import org.apache.rocketmq.acl.common.SessionCredentials;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.message.MessageClientIDSetter;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;

/**
 * A process with the official client, as an independent observer of what a broker stores. Its arguments are the list of name
 * servers and, for servers with access control, access key and secret key; it ends when its standard input ends.
 *
 * <p>Commands: {@code read <topic>} prints one JSON object per stored message, then {@code @ok <count>}; {@code trace
 * <topic>} prints one per record of its trace messages; {@code send <json>} sends one message, then prints {@code @ok <json>}
 * with the client's result; {@code transaction <json>} sends one half message, ends it and prints {@code @ok} with its message
 * id; {@code sign <json>} prints the signature of a request with those extension fields; {@code key
 * <unique key>} prints {@code @ok} with the address and the time, in milliseconds since 1970, that the client reads in it;
 * {@code replier <topic>} answers requests to a topic from now on; {@code ask <json>} sends a request and prints {@code @ok
 * <number>} at once, {@code await <number>} waits for its reply and prints {@code @ok <json>}. {@code static <json>}
 * creates a topic with logical queues and {@code move <json>} moves those to other brokers; {@code route <topic>} prints {@code
 * @ok <json>}.
 */
public final class OfficialClientMain {

    private final PrintStream out;
    private final TopicReader reader;
    private final OfficialSender sender;
    private final OfficialTransactions transactions;
    private final OfficialReplier replier;
    private final OfficialRequester requester;
    private final OfficialAdministrator administrator;

    private OfficialClientMain(String nameServers, RPCHook signing, PrintStream out) throws MQClientException {
        this.out = out;
        this.reader = new TopicReader(nameServers, signing);
        this.sender = new OfficialSender(nameServers, signing);
        this.transactions = new OfficialTransactions(nameServers, signing);
        this.replier = new OfficialReplier(nameServers, signing);
        this.requester = new OfficialRequester(nameServers, signing);
        this.administrator = new OfficialAdministrator(nameServers, signing);
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        RPCHook signing = args.length > 1 ? new AclClientRPCHook(new SessionCredentials(args[1], args[2])) : null;
        OfficialClientMain client = new OfficialClientMain(args[0], signing, out);
        say(out, "@ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                say(out, "@ok " + client.execute(line));
            } catch (Exception e) {
                say(out, "@error " + story(e));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private Object execute(String line) throws Exception {
        String[] command = line.split(" ", 2);
        switch (command[0]) {
            case "read":
                return reader.readAll(command[1], message -> say(out, message.toJSONString()));
            case "trace":
                return new TraceReader(reader).readAll(command[1], record -> say(out, record.toJSONString()));
            case "send":
                JSONObject message = JSON.parseObject(command[1]);
                return sender.send(message).toJSONString();
            case "transaction":
                return transactions.send(JSON.parseObject(command[1]));
            case "static":
                administrator.createStaticTopic(JSON.parseObject(command[1]));
                return "";
            case "move":
                administrator.moveStaticTopic(JSON.parseObject(command[1]));
                return "";
            case "route":
                return administrator.route(command[1]);
            case "sign":
                return signature(JSON.parseObject(command[1]));
            case "key":
                return MessageClientIDSetter.getIPStrFromID(command[1]) + " "
                        + MessageClientIDSetter.getNearlyTimeFromID(command[1]).getTime();
            case "replier":
                replier.start(command[1]);
                return "";
            case "ask":
                return requester.ask(JSON.parseObject(command[1]));
            case "await":
                return requester.await(Integer.parseInt(command[1])).toJSONString();
            default:
                throw new IllegalArgumentException("No such command: " + command[0]);
        }
    }

    private static String signature(JSONObject json) {
        TreeMap<String, String> fields = new TreeMap<>();
        json.getJSONObject("fields").forEach((name, value) -> fields.put(name, String.valueOf(value)));
        RemotingCommand request = RemotingCommand.createRequestCommand(0, null);
        request.setBody(Base64.getDecoder().decode(json.getString("body")));
        return AclUtils.calSignature(AclUtils.combineRequestContent(request, fields), json.getString("secret"));
    }

    private static String story(Throwable failure) {
        StringBuilder story = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            story.append(cause).append("; ");
        }
        return story.toString().replaceAll("\\s+", " ");
    }

    private static void say(PrintStream out, String line) {
        out.println(line);
        out.flush();
    }
}
