package io.rocketjca.impl.connector;

import io.rocketjca.impl.config.ConfigProblems;
import io.rocketjca.impl.config.RuntimeConfig;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.AuthenticationMechanism;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import javax.transaction.xa.XAResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resource adapter: what a server starts and stops, and the owner of everything that runs. Its config properties hold
 * for all connection factories of the archive.
 */
@Connector(
        displayName = "RocketJCA",
        description = "Sends messages to Apache RocketMQ",
        vendorName = "RocketJCA",
        eisType = "Apache RocketMQ",
        version = RocketMQResourceAdapter.VERSION,
        transactionSupport = TransactionSupportLevel.XATransaction,
        reauthenticationSupport = false,
        authMechanisms =
                @AuthenticationMechanism(
                        authMechanism = "BasicPassword",
                        credentialInterface = AuthenticationMechanism.CredentialInterface.PasswordCredential,
                        description = "The RocketMQ access key as user name, the secret key as password"))
public class RocketMQResourceAdapter extends ClientProperties implements ResourceAdapter {

    static final String VERSION = "0.1";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RocketMQResourceAdapter.class);
    private static final XAResource[] NO_XA_RESOURCES = {};

    private final EngineSlot engine = new EngineSlot();
    private final transient Engine.Starter starter;
    private transient volatile CallerTransaction callerTransaction;
    private transient volatile ManagedTransactions managed;

    public RocketMQResourceAdapter() {
        this(Engine::start);
    }

    RocketMQResourceAdapter(Engine.Starter starter) {
        this.starter = starter;
    }

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        ConfigProblems problems = new ConfigProblems();
        RuntimeConfig config = ResourceAdapterConfig.read(this, problems);
        if (!problems.none()) {
            throw new ResourceAdapterInternalException("The resource adapter cannot start: " + problems.text());
        }
        if (engine.current() != null) {
            throw new ResourceAdapterInternalException(
                    "The resource adapter '" + getAdapterName() + "' is already started");
        }
        callerTransaction =
                new CallerTransaction(context == null ? null : context.getTransactionSynchronizationRegistry());
        Engine started = startEngine(config, completions(context));
        if (!engine.fill(started)) {
            started.stop();
            throw new ResourceAdapterInternalException(
                    "The resource adapter '" + getAdapterName() + "' is already started");
        }
        managed = ManagedTransactions.register(
                getAdapterName(), started.transactions().operations());
        LOG.info(
                "event=adapter_started adapter={} version={} nameServers={}",
                getAdapterName(),
                VERSION,
                getNameServers());
        LOG.debug("event=adapter_configured config={}", this);
    }

    private Engine startEngine(RuntimeConfig config, Executor completions) throws ResourceAdapterInternalException {
        try {
            return starter().start(config, completions);
        } catch (RuntimeException failure) {
            throw new ResourceAdapterInternalException(
                    "The resource adapter '" + getAdapterName() + "' cannot start: " + failure.getMessage(), failure);
        }
    }

    /** Outside a server there is no work manager; the JVM's common pool takes its place. */
    private static Executor completions(BootstrapContext context) {
        Executor common = ForkJoinPool.commonPool();
        boolean managed = context != null && context.getWorkManager() != null;
        return managed ? new WorkManagerExecutor(context.getWorkManager(), common) : new CountedExecutor(common);
    }

    /** A deserialized adapter has lost its starter with its life. */
    private Engine.Starter starter() {
        return starter == null ? Engine::start : starter;
    }

    @Override
    public void stop() {
        Engine running = engine.empty();
        if (running == null) {
            return;
        }
        ManagedTransactions known = managed;
        if (known != null) {
            known.close();
            managed = null;
        }
        try {
            running.stop();
            LOG.info("event=adapter_stopped adapter={}", getAdapterName());
        } catch (RuntimeException failure) {
            LOG.warn("event=adapter_stop_failed adapter={}", getAdapterName(), failure);
        }
    }

    /** The engine, which runs between start and stop. */
    Engine engine() throws ResourceException {
        Engine running = engine.current();
        if (running == null) {
            throw new jakarta.resource.spi.IllegalStateException("The resource adapter '" + getAdapterName()
                    + "' is not running: it is not started yet, or stopped");
        }
        return running;
    }

    /** The transaction of the calling thread. */
    CallerTransaction callerTransaction() {
        return callerTransaction;
    }

    @Override
    public void endpointActivation(MessageEndpointFactory endpointFactory, ActivationSpec spec)
            throws ResourceException {
        throw new NotSupportedException("This resource adapter sends messages; it has no message endpoints");
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory endpointFactory, ActivationSpec spec) {
        // No endpoint was ever activated.
    }

    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return NO_XA_RESOURCES.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RocketMQResourceAdapter that && configuration().equals(that.configuration());
    }

    @Override
    public int hashCode() {
        return configuration().hashCode();
    }

    @Override
    public String toString() {
        Map<String, Object> shown = configuration();
        shown.computeIfPresent("transactionPassword", (name, secret) -> "***");
        return "RocketMQResourceAdapter" + shown;
    }
}
