package io.rocketjca.impl.connector;

import jakarta.resource.spi.ConfigProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** The config properties of the resource adapter that say how sends join transactions. */
public class TransactionProperties implements Serializable {

    private static final long serialVersionUID = 1L;

    @Size(max = ConfigBounds.MAX_PATH_CHARACTERS)
    @ConfigProperty(
            description =
                    "The directory of the log of prepared transactions: on a disk that outlives the server, and not shared"
                            + " with another one. If not set, a directory within that of the server, where it is known (Payara,"
                            + " GlassFish, WildFly, Open Liberty); else distributed transactions are refused.")
    private String transactionLogDirectory;

    @Pattern(regexp = ConfigBounds.TRANSACTION_NAME, message = ConfigBounds.TRANSACTION_NAME_WORDS)
    @ConfigProperty(
            description = "The name of this server among those with the same configuration. If not set, that of the"
                    + " server instance, else the host name.")
    private String nodeName;

    @NotNull
    @Pattern(regexp = ConfigBounds.TRANSACTION_NAME, message = ConfigBounds.TRANSACTION_NAME_WORDS)
    @ConfigProperty(
            description = "What the producer group of messages inside transactions begins with; the node name follows."
                    + " 1 to 100 letters, digits, '_' or '-'.")
    private String transactionGroup = "rocketjca-tx";

    @NotNull
    @Min(1)
    @Max(ConfigBounds.MAX_TRANSACTION_MESSAGES)
    @ConfigProperty(description = "The most messages of one transaction; a send above that is refused.")
    private Integer maxMessagesPerTransaction = 10_000;

    @NotNull
    @Min(ConfigBounds.MIN_TIMEOUT_MILLIS)
    @Max(ConfigBounds.DAY_MILLIS)
    @ConfigProperty(
            description =
                    "How long, in milliseconds, a commit waits for brokers; what they have not confirmed by then is"
                            + " finished in the background.")
    private Integer commitTimeoutMillis = 3000;

    @NotNull
    @ConfigProperty(
            description =
                    "What to do after a crash where a broker does not let the adapter ask whether a message was committed:"
                            + " commit again, so that it may come twice (true), or not, so that it may be lost (false). Users"
                            + " with the permission to read the topic are never in doubt.")
    private Boolean recommitWhenUnsure = true;

    @Size(max = ConfigBounds.MAX_KEY_CHARACTERS)
    @ConfigProperty(
            description =
                    "The RocketMQ access key with which transactions of an earlier run are finished until an application"
                            + " sends in a transaction. Empty for the user of a connection factory of the cluster.")
    private String transactionUserName;

    @Size(max = ConfigBounds.MAX_KEY_CHARACTERS)
    @ConfigProperty(confidential = true, description = "The secret key that belongs to transactionUserName.")
    private String transactionPassword;

    /** All config properties of this class by name. */
    Map<String, Object> transactions() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("transactionLogDirectory", transactionLogDirectory);
        values.put("nodeName", nodeName);
        values.put("transactionGroup", transactionGroup);
        values.put("maxMessagesPerTransaction", maxMessagesPerTransaction);
        values.put("commitTimeoutMillis", commitTimeoutMillis);
        values.put("recommitWhenUnsure", recommitWhenUnsure);
        values.put("transactionUserName", transactionUserName);
        values.put("transactionPassword", transactionPassword);
        return values;
    }

    public String getTransactionLogDirectory() {
        return transactionLogDirectory;
    }

    public void setTransactionLogDirectory(String transactionLogDirectory) {
        this.transactionLogDirectory = transactionLogDirectory;
    }

    public String getNodeName() {
        return nodeName;
    }

    public void setNodeName(String nodeName) {
        this.nodeName = nodeName;
    }

    public String getTransactionGroup() {
        return transactionGroup;
    }

    public void setTransactionGroup(String transactionGroup) {
        this.transactionGroup = transactionGroup;
    }

    public Integer getMaxMessagesPerTransaction() {
        return maxMessagesPerTransaction;
    }

    public void setMaxMessagesPerTransaction(Integer maxMessagesPerTransaction) {
        this.maxMessagesPerTransaction = maxMessagesPerTransaction;
    }

    public Integer getCommitTimeoutMillis() {
        return commitTimeoutMillis;
    }

    public void setCommitTimeoutMillis(Integer commitTimeoutMillis) {
        this.commitTimeoutMillis = commitTimeoutMillis;
    }

    public Boolean getRecommitWhenUnsure() {
        return recommitWhenUnsure;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isRecommitWhenUnsure() {
        return recommitWhenUnsure;
    }

    public void setRecommitWhenUnsure(Boolean recommitWhenUnsure) {
        this.recommitWhenUnsure = recommitWhenUnsure;
    }

    public String getTransactionUserName() {
        return transactionUserName;
    }

    public void setTransactionUserName(String transactionUserName) {
        this.transactionUserName = transactionUserName;
    }

    public String getTransactionPassword() {
        return transactionPassword;
    }

    public void setTransactionPassword(String transactionPassword) {
        this.transactionPassword = transactionPassword;
    }
}
