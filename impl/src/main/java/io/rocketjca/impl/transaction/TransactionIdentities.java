package io.rocketjca.impl.transaction;

import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.transaction.log.LogIdentity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * By what half messages of this adapter are known to brokers, and again by us: the producer group that is asked for them, and
 * the log that answers for them. Those of local transactions have an identity of their own, which ends with the adapter.
 */
final class TransactionIdentities {

    /** Which log answers for a half message. */
    static final String LOG_PROPERTY = "RXA_LOG";

    /** Which branch a half message belongs to, for operators. */
    static final String BRANCH_PROPERTY = "RXA_XID";

    private final LogIdentity memory;
    private volatile LogIdentity logged;

    /**
     * @param memory of what no log protects
     */
    TransactionIdentities(LogIdentity memory) {
        this.memory = memory;
    }

    /** The log is open. */
    void opened(LogIdentity identity) {
        logged = identity;
    }

    /** Whether a half message with this property was made by us. */
    boolean ours(String logProperty) {
        LogIdentity log = logged;
        return text(memory).equals(logProperty) || log != null && text(log).equals(logProperty);
    }

    /** The group that a branch's half messages name. */
    String groupOf(Branch branch) {
        return of(branch).producerGroup();
    }

    /** What each half message of a branch says besides its own properties. */
    Map<String, String> properties(Branch branch) {
        LogIdentity identity = of(branch);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(MessageProperties.TRANSACTION_PREPARED, "true");
        properties.put(MessageProperties.PRODUCER_GROUP, identity.producerGroup());
        properties.put(LOG_PROPERTY, text(identity));
        properties.put(BRANCH_PROPERTY, branch.id().toString());
        return properties;
    }

    private LogIdentity of(Branch branch) {
        LogIdentity log = logged;
        return branch.local() || log == null ? memory : log;
    }

    private static String text(LogIdentity identity) {
        return Long.toHexString(identity.logId());
    }
}
