package io.rocketjca.impl.transaction;

import io.rocketjca.CheckerRegistration;
import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.StoredMessage;
import io.rocketjca.TransactionChecker;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.TransactionResult;
import io.rocketjca.TransactionWork;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Messages with work of their own, and the checker that is asked about them. */
abstract class CheckedSendFixture extends OneEngine {

    static final String ROLLBACK = "12";
    static final String GROUP = "group";

    final List<StoredMessage> asked = new CopyOnWriteArrayList<>();

    TransactionResult send(TransactionWork work) {
        return send(Message.to(EngineFixture.TOPIC).key("k").text("one").build(), work);
    }

    TransactionResult send(Message message, TransactionWork work) {
        return fixture.engine()
                .checkedSends()
                .send(
                        new CheckedSends.Sender(fixture.producer(), fixture.link(), GROUP),
                        message,
                        SendOptions.defaults(),
                        work);
    }

    CheckerRegistration register(TransactionChecker checker) {
        return fixture.engine()
                .checkers()
                .register(
                        fixture.link(),
                        GROUP,
                        message -> {
                            asked.add(message);
                            return checker.check(message);
                        },
                        Runnable::run);
    }

    String pending() {
        return send(half -> TransactionOutcome.UNKNOWN).receipt().messageId();
    }
}
