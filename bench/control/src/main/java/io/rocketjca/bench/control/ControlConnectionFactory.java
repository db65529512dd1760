package io.rocketjca.bench.control;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import java.io.Serializable;

/** What an application looks up. */
public interface ControlConnectionFactory extends Serializable, Referenceable {

    /** Takes a connection from the server's pool. */
    ControlConnection getConnection() throws ResourceException;
}
