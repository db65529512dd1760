package io.rocketjca.impl.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * A scripted peer on a loopback socket. Without a script it stores sends (10, 310, 320, 325), half messages
 * among them, ends those (37), finds messages (12), accepts heartbeats (34) and
 * unregistrations (35), and answers 3 to everything else.
 */
public final class FakeBroker implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 10_000;

    private final Map<Integer, FakeHandler> handlers = new ConcurrentHashMap<>();
    private final Map<Integer, Queue<FakeReply>> scripts = new ConcurrentHashMap<>();
    private final FakeStore store = new FakeStore();
    private final Object lock = new Object();
    private final List<FakeFrame> requests = new ArrayList<>();
    private final List<FakeFrame> answers = new ArrayList<>();
    private final List<FakeConnection> connections = new ArrayList<>();
    private final FakeSockets sockets;
    private final int port;
    private volatile FakeEncoding encoding = FakeEncoding.JSON;
    private volatile FakeAcl acl;
    private volatile int version = 513;
    private int accepted;
    private int pushed;
    private ServerSocket listening;
    private Thread accepting;

    private FakeBroker(FakeSockets sockets) {
        this.sockets = sockets;
        this.listening = sockets.listen(0);
        this.port = listening.getLocalPort();
        FakeHandler send = request -> store.store(request, port);
        on(10, send);
        on(310, send);
        on(320, send);
        on(325, send);
        on(12, request -> store.find(request, port));
        on(37, request -> store.halves(halves -> halves.end(request)));
        on(34, request -> FakeReply.success());
        on(35, request -> FakeReply.success());
    }

    /** Starts to listen at a free loopback port. */
    public static FakeBroker start() {
        return start(FakeSockets.plain());
    }

    /** Starts with sockets of a kind, encrypted ones for example. */
    public static FakeBroker start(FakeSockets sockets) {
        FakeBroker broker = new FakeBroker(sockets);
        broker.acceptOn(broker.listening);
        return broker;
    }

    /** Where it listens, as {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Replaces what it does with requests of a code. */
    public FakeBroker on(int requestCode, FakeHandler handler) {
        handlers.put(requestCode, handler);
        return this;
    }

    /** What it does with requests of a code. */
    public FakeHandler handler(int requestCode) {
        return handlers.get(requestCode);
    }

    /** Replies to the next requests of a code, one each; then the handler for the code takes over again. */
    public FakeBroker next(int requestCode, FakeReply... replies) {
        Queue<FakeReply> script = scripts.computeIfAbsent(requestCode, code -> new ArrayDeque<>());
        synchronized (script) {
            script.addAll(List.of(replies));
        }
        return this;
    }

    /** The form of all answers that do not choose one; JSON at first, as for a 5.x server. */
    public FakeBroker answersIn(FakeEncoding form) {
        encoding = form;
        return this;
    }

    /** Refuses what is not signed by a known user. */
    public FakeBroker guardedBy(FakeAcl guard) {
        acl = guard;
        return this;
    }

    /** The version that all answers tell; that of RocketMQ 5.5.0 at first. */
    public FakeBroker version(int newVersion) {
        version = newVersion;
        return this;
    }

    /** Everything received so far that is no answer, in the order of arrival. */
    public List<FakeFrame> requests() {
        synchronized (lock) {
            return List.copyOf(requests);
        }
    }

    public List<FakeFrame> requests(int code) {
        return requests().stream().filter(frame -> frame.code() == code).toList();
    }

    /** The answers to what was pushed. */
    public List<FakeFrame> answers() {
        synchronized (lock) {
            return List.copyOf(answers);
        }
    }

    /** What it stored, in the order of arrival. */
    public List<FakeStored> stored() {
        return store.stored();
    }

    /** The unique keys of the half messages that it would ask for now, in the order of arrival. */
    public List<String> openHalves() {
        return store.halves(FakeHalves::open);
    }

    /** How often a half message is in the store, with all its copies. */
    public int copies(String uniqueKey) {
        return store.halves(halves -> halves.copies(uniqueKey).size());
    }

    /** Copies a half message and asks all clients how its transaction ended; returns the question. */
    public FakeFrame ask(String uniqueKey, String brokerName) {
        FakeFrame question = store.halves(halves -> halves.question(uniqueKey, brokerName, port));
        push(question);
        return question;
    }

    /** Forgets which half messages were ended, as a broker does that dies soon afterwards. */
    public void forgetEnds() {
        store.halves(halves -> {
            halves.forgetEnds();
            return null;
        });
    }

    /** Loses all half messages. */
    public void loseHalves() {
        store.halves(halves -> {
            halves.lose();
            return null;
        });
    }

    /** Loses all visible messages, as a broker does whose disk lags behind. */
    public void loseVisible() {
        store.loseVisible();
    }

    /** Waits until {@code count} requests of a code have arrived, and returns all of them. */
    public List<FakeFrame> awaitRequests(int code, int count) {
        await(count + " requests of code " + code, () -> countRequests(code) >= count);
        return requests(code);
    }

    public List<FakeFrame> awaitAnswers(int count) {
        await(count + " answers", () -> answers.size() >= count);
        return answers();
    }

    /** Waits until exactly so many connections are open. */
    public void awaitConnections(int count) {
        await(count + " open connections", () -> connections.size() == count);
    }

    /** How many connections are open now. */
    public int openConnections() {
        synchronized (lock) {
            return connections.size();
        }
    }

    /** How many connections were ever accepted. */
    public int acceptedConnections() {
        synchronized (lock) {
            return accepted;
        }
    }

    /** Sends a request to every connected client, with an opaque of its own, which is returned. */
    public int push(FakeFrame request) {
        int opaque;
        synchronized (lock) {
            opaque = ++pushed;
        }
        pushRaw(FakeCodec.write(request.withOpaque(opaque)));
        return opaque;
    }

    /** Sends any bytes to every connected client. */
    public void pushRaw(byte[] bytes) {
        copyOfConnections().forEach(connection -> connection.write(bytes));
    }

    /** Stops listening; open connections stay. The system goes on accepting until the thread in accept has left it. */
    public void refuse() {
        Thread left;
        synchronized (lock) {
            closeQuietly(listening);
            left = accepting;
        }
        try {
            left.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes every open connection; goes on listening. */
    public void dropConnections() {
        copyOfConnections().forEach(FakeConnection::close);
    }

    /** Listens again at the same port. */
    public void listenAgain() {
        ServerSocket again = sockets.listen(port);
        synchronized (lock) {
            listening = again;
        }
        acceptOn(again);
    }

    @Override
    public void close() {
        refuse();
        dropConnections();
    }

    private List<FakeConnection> copyOfConnections() {
        synchronized (lock) {
            return List.copyOf(connections);
        }
    }

    private long countRequests(int code) {
        return requests.stream().filter(frame -> frame.code() == code).count();
    }

    private void received(FakeConnection connection, FakeFrame frame) {
        synchronized (lock) {
            (frame.answer() ? answers : requests).add(frame);
            lock.notifyAll();
        }
        if (frame.answer()) {
            return;
        }
        FakeReply reply = decide(frame);
        Runnable replying = () -> connection.reply(frame, reply, encoding, version);
        if (reply.gate() == null) {
            replying.run();
        } else {
            reply.gate().pass(replying);
        }
    }

    private FakeReply decide(FakeFrame request) {
        FakeAcl guard = acl;
        FakeReply refusal = guard == null ? null : guard.refusal(request);
        if (refusal != null) {
            return refusal;
        }
        FakeReply scripted = scripted(request.code());
        if (scripted != null) {
            return scripted;
        }
        FakeHandler handler = handlers.get(request.code());
        return handler == null
                ? FakeReply.code(3, " request type " + request.code() + " not supported")
                : handler.handle(request);
    }

    private FakeReply scripted(int code) {
        Queue<FakeReply> script = scripts.get(code);
        if (script == null) {
            return null;
        }
        synchronized (script) {
            return script.poll();
        }
    }

    private void ended(FakeConnection connection) {
        synchronized (lock) {
            connections.remove(connection);
            lock.notifyAll();
        }
    }

    private void acceptOn(ServerSocket server) {
        Thread thread = new Thread(() -> acceptAll(server), "fake-peer-accept-" + port);
        thread.setDaemon(true);
        thread.start();
        synchronized (lock) {
            accepting = thread;
        }
    }

    private void acceptAll(ServerSocket server) {
        try {
            while (true) {
                FakeConnection connection = new FakeConnection(server.accept());
                synchronized (lock) {
                    accepted++;
                    connections.add(connection);
                    lock.notifyAll();
                }
                connection.start(this::received, this::ended);
            }
        } catch (SocketException closed) {
            // The test made it stop listening.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(String what, BooleanSupplier reached) {
        long giveUp = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        synchronized (lock) {
            while (!reached.getAsBoolean()) {
                long left = (giveUp - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("Waited in vain for " + what + "; received " + summary());
                }
                waitOnLock(left);
            }
        }
    }

    private String summary() {
        return requests.stream().map(FakeFrame::code).toList() + ", open connections " + connections.size();
    }

    private void waitOnLock(long millis) {
        try {
            lock.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting", e);
        }
    }

    private static void closeQuietly(ServerSocket server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
