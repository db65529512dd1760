package io.rocketjca.itests.app.checked;

import io.rocketjca.StoredMessage;
import io.rocketjca.TransactionChecker;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.cdi.CheckerConfig;
import io.rocketjca.itests.app.Surroundings;
import io.rocketjca.itests.app.transaction.Orders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Looks for the row of a message, and remembers where it was asked. */
@ApplicationScoped
@CheckerConfig(connectionFactory = "rocketmq/xa/0")
public class OrderChecker implements TransactionChecker {

    private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();

    @Inject
    private Orders orders;

    @Inject
    private CheckRequest request;

    @Override
    public TransactionOutcome check(StoredMessage message) throws Exception {
        Map<String, String> seen = new TreeMap<>(Surroundings.ofThisThread());
        seen.put("request", request.active());
        seen.put("body", new String(message.body(), StandardCharsets.UTF_8));
        TransactionOutcome outcome =
                orders.ids().contains(message.keys()) ? TransactionOutcome.COMMIT : TransactionOutcome.ROLLBACK;
        seen.put("outcome", outcome.name());
        asked.put(message.keys(), seen);
        return outcome;
    }

    /** What was to be seen when a broker asked for the message with that key; empty if none has. */
    Map<String, String> asked(String key) {
        return asked.getOrDefault(key, Map.of());
    }
}
