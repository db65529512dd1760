package io.rocketjca.bench.control;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.util.Objects;
import javax.transaction.xa.XAResource;

/** Starts nothing and stops nothing. */
@Connector(
        displayName = "RocketJCA bench control adapter",
        vendorName = "RocketJCA",
        eisType = "none",
        version = "1",
        transactionSupport = TransactionSupportLevel.NoTransaction)
public class ControlAdapter implements ResourceAdapter, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public void start(BootstrapContext context) {
        // nothing to start
    }

    @Override
    public void stop() {
        // nothing to stop
    }

    @Override
    public void endpointActivation(MessageEndpointFactory endpoint, ActivationSpec spec) {
        throw new UnsupportedOperationException("Nothing is received");
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory endpoint, ActivationSpec spec) {
        // there is none
    }

    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ControlAdapter;
    }

    @Override
    public int hashCode() {
        return Objects.hash(ControlAdapter.class);
    }
}
