package io.rocketjca.impl.connector;

import io.rocketjca.impl.config.Credentials;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.SecurityException;
import jakarta.resource.spi.security.PasswordCredential;
import javax.security.auth.Subject;

/**
 * Decides as whom a managed connection signs on: the container's {@link PasswordCredential} for this factory, else the
 * caller's own credentials, else the configured ones. An empty user name means an anonymous client.
 * The configured security token goes with the configured user name, wherever that comes from.
 */
final class SignOn {

    private final ManagedConnectionFactory factory;
    private final Credentials configured;

    SignOn(ManagedConnectionFactory factory, Credentials configured) {
        this.factory = factory;
        this.configured = configured;
    }

    /** Whether this is what is configured; a property may change after a factory was used. */
    boolean isFor(String userName, String password, String securityToken) {
        return same(configured.accessKey(), userName)
                && same(configured.secretKey(), password)
                && same(configured.securityToken(), securityToken);
    }

    private static boolean same(String known, String property) {
        return property == null ? known.isEmpty() : known.equals(property);
    }

    /**
     * Finds the credentials for one request.
     *
     * @param subject who the container says it is, or {@code null}
     * @param request what the caller asked for, or {@code null}
     * @throws SecurityException if credentials are given that cannot be used
     */
    Credentials credentials(Subject subject, ConnectionRequestInfo request) throws SecurityException {
        Credentials fromContainer = subject == null ? null : fromSubject(subject);
        Credentials found = fromContainer == null ? fromRequest(request) : fromContainer;
        if (found.anonymous()) {
            return Credentials.ANONYMOUS;
        }
        if (found.secretKey().isEmpty()) {
            throw new SecurityException("The user name (access key) '" + found.accessKey()
                    + "' comes without a password (secret key): give both or neither");
        }
        return found != configured && found.accessKey().equals(configured.accessKey())
                ? found.withSecurityToken(configured.securityToken())
                : found;
    }

    /** Looks at the credentials in place: asking the subject for those of one class would make a set of its own each time. */
    private Credentials fromSubject(Subject subject) throws SecurityException {
        int others = 0;
        for (Object any : subject.getPrivateCredentials()) {
            if (any instanceof PasswordCredential credential) {
                if (factory.equals(credential.getManagedConnectionFactory())) {
                    if (credential.getUserName() == null
                            || credential.getUserName().isEmpty()) {
                        return Credentials.ANONYMOUS;
                    }
                    char[] password = credential.getPassword();
                    return new Credentials(credential.getUserName(), password == null ? "" : new String(password));
                }
                others++;
            }
        }
        if (others > 0) {
            throw new SecurityException("The subject holds " + others
                    + " password credential(s), but none of them is for this managed connection factory");
        }
        return null;
    }

    private Credentials fromRequest(ConnectionRequestInfo request) {
        if (request instanceof RocketMQConnectionRequestInfo own && own.credentials() != null) {
            return own.credentials();
        }
        return configured;
    }
}
