package io.rocketjca.impl.connector;

import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.TransactionSupport;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The config property of a connection factory that says in what kind of transactions its connections take part. */
public class LevelProperties extends FlowProperties implements TransactionSupport {

    private static final long serialVersionUID = 1L;

    @NotNull
    @Pattern(regexp = ConfigBounds.TRANSACTION_LEVEL, message = ConfigBounds.TRANSACTION_LEVEL_WORDS)
    @ConfigProperty(
            description = "The kind of transactions that connections take part in: XATransaction, LocalTransaction or"
                    + " NoTransaction. Servers with a setting of their own for pools, such as --transactionsupport, obey that one"
                    + " too: the lower counts.")
    private String transactionLevel = TransactionSupportLevel.XATransaction.name();

    /** The configured level; the lowest if what is configured is none. */
    @Override
    public TransactionSupportLevel getTransactionSupport() {
        for (TransactionSupportLevel level : TransactionSupportLevel.values()) {
            if (level.name().equals(transactionLevel)) {
                return level;
            }
        }
        return TransactionSupportLevel.NoTransaction;
    }

    /** All config properties of this class by name. */
    Map<String, Object> level() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("transactionLevel", transactionLevel);
        return values;
    }

    /** Whether all config properties of this class are equal; allocates nothing. */
    boolean joinsLike(LevelProperties that) {
        return Objects.equals(transactionLevel, that.transactionLevel);
    }

    public String getTransactionLevel() {
        return transactionLevel;
    }

    public void setTransactionLevel(String transactionLevel) {
        this.transactionLevel = transactionLevel;
    }
}
