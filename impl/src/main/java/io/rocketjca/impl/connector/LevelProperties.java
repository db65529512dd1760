package io.rocketjca.impl.connector;

import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The config property of a connection factory that says in what kind of transactions its connections may take part. It is not
 * told to the server (by {@code TransactionSupport}): servers would use it instead of what an administrator says of the pool.
 */
public class LevelProperties extends FlowProperties {

    private static final long serialVersionUID = 1L;

    @NotNull
    @Pattern(regexp = ConfigBounds.TRANSACTION_LEVEL, message = ConfigBounds.TRANSACTION_LEVEL_WORDS)
    @ConfigProperty(
            description = "The highest kind of transactions that connections may take part in: XATransaction,"
                    + " LocalTransaction or NoTransaction. In which kind they do take part, the server's setting of the pool"
                    + " says, such as --transactionsupport; a pool above this level gives no connections.")
    private String transactionLevel = TransactionSupportLevel.XATransaction.name();

    /** The configured level; the lowest if what is configured is none. */
    TransactionSupportLevel highestLevel() {
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
