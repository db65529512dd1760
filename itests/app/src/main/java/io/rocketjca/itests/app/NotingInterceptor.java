package io.rocketjca.itests.app;

import io.rocketjca.MessagingException;
import io.rocketjca.SendContext;
import io.rocketjca.SendInterceptor;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendVetoedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Marks and notes what goes to topics whose names ask for it, and forbids others. */
@ApplicationScoped
public class NotingInterceptor implements SendInterceptor {

    private final Map<String, String> notes = new ConcurrentHashMap<>();

    @Override
    public void before(SendContext send) {
        if (send.message().topic().endsWith("-forbidden")) {
            throw new SendVetoedException(
                    "nobody may write to " + send.message().topic());
        }
        if (noted(send)) {
            send.property("intercepted", send.oneWay() ? "one-way" : "two-way");
        }
    }

    @Override
    public void after(SendContext send, SendReceipt receipt, MessagingException failure) {
        if (noted(send)) {
            notes.put(
                    send.message().topic(),
                    receipt == null ? String.valueOf(failure) : receipt.status() + " after " + receipt.attempts());
        }
    }

    private static boolean noted(SendContext send) {
        return send.message().topic().endsWith("-intercepted");
    }

    /** How the last send to a topic ended, or an empty text. */
    String of(String topic) {
        return notes.getOrDefault(topic, "");
    }
}
