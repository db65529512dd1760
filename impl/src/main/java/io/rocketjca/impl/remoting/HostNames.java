package io.rocketjca.impl.remoting;

import io.netty.util.NetUtil;
import io.rocketjca.impl.remoting.CallFailure.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Looks up host names, anew for every connect: a server that moves keeps its name. How long an answer is remembered is for the
 * JVM to say ({@code networkaddress.cache.ttl}).
 *
 * @param work runs the lookups, which may take long
 * @param lookup asks for the address of a name
 */
record HostNames(Executor work, Lookup lookup) {

    /** Asks a name service, on the calling thread. */
    @FunctionalInterface
    interface Lookup {
        InetAddress address(String host) throws UnknownHostException;
    }

    /** Names as the JVM finds them; of several addresses, the first. */
    static HostNames ofJvm(Executor work) {
        return new HostNames(work, InetAddress::getByName);
    }

    /**
     * Finds the address of a host. Exactly one of the two outcomes is called: for an IP address at once, for a name by a
     * work thread.
     */
    void find(String host, Consumer<InetAddress> found, Consumer<CallFailure> failed) {
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
        if (literal != null) {
            found.accept(literal);
            return;
        }
        try {
            work.execute(() -> ask(host, found, failed));
        } catch (RejectedExecutionException e) {
            failed.accept(new CallFailure(
                    Kind.NOT_CONNECTED, false, "no thread looks up the host " + host + ": " + e.getMessage(), e));
        }
    }

    private void ask(String host, Consumer<InetAddress> found, Consumer<CallFailure> failed) {
        InetAddress address;
        try {
            address = lookup.address(host);
        } catch (UnknownHostException | RuntimeException e) {
            failed.accept(new CallFailure(Kind.NOT_CONNECTED, false, "unknown host " + host, e));
            return;
        }
        found.accept(address);
    }
}
