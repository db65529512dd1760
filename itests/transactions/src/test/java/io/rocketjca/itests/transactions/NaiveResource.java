package io.rocketjca.itests.transactions;

import io.rocketjca.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Keeps messages in memory and sends them at commit: what a crash makes of it shows that the laboratory sees. */
final class NaiveResource implements XAResource {

    private final List<Message> messages = new ArrayList<>();
    private final Consumer<Message> sender;
    private final Traps traps;

    NaiveResource(Consumer<Message> sender, Traps traps) {
        this.sender = sender;
        this.traps = traps;
    }

    void send(Message message) {
        messages.add(message);
    }

    @Override
    public int prepare(Xid xid) {
        return XA_OK;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) {
        traps.reached("COMMIT_ENTERED");
        messages.forEach(message -> {
            sender.accept(message);
            traps.reached("AFTER_END");
        });
    }

    @Override
    public void rollback(Xid xid) {
        messages.clear();
    }

    @Override
    public void start(Xid xid, int flags) {}

    @Override
    public void end(Xid xid, int flags) {}

    @Override
    public void forget(Xid xid) {}

    @Override
    public Xid[] recover(int flag) {
        return new Xid[0];
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }
}
