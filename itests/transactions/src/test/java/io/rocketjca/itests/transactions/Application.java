package io.rocketjca.itests.transactions;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.itests.transactions.Work.Kind;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.sql.XAConnection;

/**
 * A process that runs numbered transactions, a row and messages each, and may die at a named point; told what to do by a {@link
 * Plan} as its arguments, then by lines on its standard input. Every line of its own on standard output starts with {@code @}.
 */
final class Application {

    /** The exit code of a process that died as it was told. */
    static final int HALTED = 86;

    private static final String GIVE_UP = "giveUp ";
    private static final int MOST_TRIES = 5;

    private final Plan plan;
    private final Traps traps;
    private final Orders orders;
    private final Messaging messaging;
    private final Coordinator coordinator;
    private final TransactionManager transactions;
    private final CountDownLatch finished = new CountDownLatch(1);

    private Application(Plan plan) throws Exception {
        this.plan = plan;
        this.traps = new Traps(plan.traps());
        listen();
        this.orders = new Orders(plan.home(), traps);
        this.coordinator = new Coordinator(plan.home());
        this.transactions = coordinator.transactions();
        this.messaging = new Messaging(plan, traps, transactions, coordinator.registry());
        coordinator.recovers(orders.recovery());
        coordinator.recovers(messaging.recovery());
    }

    public static void main(String[] arguments) {
        try {
            Application application = new Application(Plan.of(arguments));
            say("started");
            for (Work work : application.plan.works()) {
                application.run(work);
            }
            application.finished.countDown();
            say("finished");
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    static void say(String line) {
        System.out.println("@" + line);
        System.out.flush();
    }

    /** Obeys on a thread of its own: a transaction may be waiting for a word. */
    private void listen() {
        Thread thread = new Thread(this::obey, "commands");
        thread.start();
    }

    private void obey() {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                execute(line);
            }
        } catch (Exception e) {
            say("error " + e);
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(0);
    }

    private void execute(String command) throws Exception {
        if (!command.equals("go")) {
            finished.await();
        }
        if (command.startsWith("run ")) {
            run(Work.of(command.substring("run ".length())));
            return;
        }
        if (command.startsWith(GIVE_UP)) {
            say("gave up " + messaging.giveUp(command.substring(GIVE_UP.length())));
            return;
        }
        switch (command) {
            case "go" -> traps.goOn();
            case "doubts" -> say("doubts " + messaging.doubts());
            case "forget" -> say("forgot " + messaging.forget());
            case "recover" -> say("in_doubt " + Math.max(coordinator.recover(), messaging.inDoubt()));
            case "rows" ->
                say("rows " + orders.committed().stream().map(String::valueOf).collect(Collectors.joining(",")));
            case "stop" -> {
                coordinator.close();
                messaging.close();
                orders.close();
                say("stopped");
            }
            default -> throw new IllegalArgumentException(command);
        }
    }

    private void run(Work work) {
        traps.entered(work.id());
        try {
            int tries = work.is(Kind.AGAIN) && !work.is(Kind.ROLLBACK_ONLY) ? MOST_TRIES : 1;
            say("work " + work.id() + " " + attempt(work, tries));
        } catch (Exception e) {
            say("work " + work.id() + " failed " + String.valueOf(e).replace('\n', ' '));
            e.printStackTrace();
        } finally {
            traps.entered(0);
        }
    }

    private String attempt(Work work, int tries) throws Exception {
        for (int left = tries - 1; ; left--) {
            try {
                return attempt(work);
            } catch (HeuristicMixedException | SystemException e) {
                throw e;
            } catch (Exception e) {
                if (left == 0) {
                    throw e;
                }
                System.out.println("work " + work.id() + " is run again after " + e);
            }
        }
    }

    /** Runs a transaction to its end; says how it ended. */
    private String attempt(Work work) throws Exception {
        transactions.begin();
        List<XAConnection> rows = new ArrayList<>();
        boolean done = false;
        try {
            if (!work.is(Kind.ONE_PHASE) && !work.is(Kind.MESSAGES_FIRST)) {
                rows.add(orders.insert(work.id(), transactions.getTransaction()));
            }
            send(work);
            if (work.is(Kind.MESSAGES_FIRST)) {
                rows.add(orders.insert(work.id(), transactions.getTransaction()));
            }
            if (work.is(Kind.ROLLBACK_ONLY)) {
                transactions.setRollbackOnly();
            }
            traps.reached("BEFORE_END_OF_TRANSACTION");
            done = true;
        } finally {
            if (!done) {
                transactions.rollback();
            }
        }
        try {
            if (work.commit()) {
                transactions.commit();
                return "committed";
            }
            transactions.rollback();
            return "rolled back";
        } finally {
            for (XAConnection connection : rows) {
                connection.close();
            }
        }
    }

    private void send(Work work) throws Exception {
        List<RocketMQConnection> connections = messaging.connect(work);
        List<CompletionStage<SendReceipt>> pending = new ArrayList<>();
        for (int number = 0; number < work.messages(); number++) {
            if (number > 0) {
                traps.reached("BETWEEN_SENDS");
                if (work.is(Kind.SUSPENDED)) {
                    runAnother(work);
                }
            }
            RocketMQConnection connection = connections.get(number % connections.size());
            Message message = message(work, number);
            if (work.is(Kind.ASYNC)) {
                pending.add(connection.sendAsync(message));
            } else {
                connection.send(message);
            }
        }
        connections.forEach(RocketMQConnection::close);
    }

    private Message message(Work work, int number) {
        String body = work.id() + "." + number;
        MessageText text = new MessageText(plan.topic(), body);
        return work.is(Kind.ORDERED) ? text.ordered() : text.plain();
    }

    /** Another transaction, as a REQUIRES_NEW would run one. */
    private void runAnother(Work outer) throws Exception {
        Transaction suspended = transactions.suspend();
        try {
            int id = outer.id() + 1;
            say("work " + id + " " + attempt(Work.commit(id, 1)));
        } finally {
            transactions.resume(suspended);
        }
    }
}
