package io.rocketjca.impl.connector;

import io.rocketjca.RocketMQConnectionFactory;
import jakarta.resource.ResourceException;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.ObjectFactory;

/**
 * Makes a connection factory from a JNDI reference, for use without a server. The application starts and stops the {@link
 * RocketMQResourceAdapter} and passes it in the naming environment under {@link #RESOURCE_ADAPTER}. Secrets are never part
 * of a reference: the password comes from {@link Context#SECURITY_CREDENTIALS} of the same environment, the other secrets
 * from the environment's properties {@code io.rocketjca.securityToken}, {@code io.rocketjca.tlsTrustStorePassword} and {@code
 * io.rocketjca.tlsKeyStorePassword}.
 */
public final class RocketMQConnectionFactoryBuilder implements ObjectFactory {

    /** The environment property that holds the started resource adapter. */
    public static final String RESOURCE_ADAPTER = "io.rocketjca.resourceAdapter";

    /** A reference that tells every config property except the secrets. */
    static Reference referenceTo(RocketMQManagedConnectionFactory factory) {
        Reference reference = new Reference(
                RocketMQConnectionFactory.class.getName(), RocketMQConnectionFactoryBuilder.class.getName(), null);
        for (Map.Entry<String, Object> property : factory.configuration().entrySet()) {
            if (property.getValue() != null && !RocketMQManagedConnectionFactory.SECRETS.contains(property.getKey())) {
                reference.add(
                        new StringRefAddr(property.getKey(), property.getValue().toString()));
            }
        }
        return reference;
    }

    @Override
    public Object getObjectInstance(Object object, Name name, Context context, Hashtable<?, ?> environment)
            throws NamingException {
        if (!(object instanceof Reference reference)
                || !RocketMQConnectionFactory.class.getName().equals(reference.getClassName())) {
            return null;
        }
        if (environment == null || !(environment.get(RESOURCE_ADAPTER) instanceof RocketMQResourceAdapter adapter)) {
            throw new NamingException("The naming environment has no started RocketMQResourceAdapter under "
                    + RESOURCE_ADAPTER + ", which connection factories need outside a server");
        }
        try {
            RocketMQManagedConnectionFactory factory = configured(reference);
            if (environment.get(Context.SECURITY_CREDENTIALS) instanceof String password
                    && factory.getUserName() != null) {
                factory.setPassword(password);
            }
            factory.setSecurityToken(secret(environment, "securityToken"));
            factory.setTlsTrustStorePassword(secret(environment, "tlsTrustStorePassword"));
            factory.setTlsKeyStorePassword(secret(environment, "tlsKeyStorePassword"));
            factory.setResourceAdapter(adapter);
            return factory.createConnectionFactory();
        } catch (ResourceException | IllegalArgumentException failure) {
            NamingException wrapped = new NamingException("The reference does not describe a connection factory");
            wrapped.setRootCause(failure);
            throw wrapped;
        }
    }

    private static String secret(Hashtable<?, ?> environment, String property) {
        return environment.get("io.rocketjca." + property) instanceof String secret ? secret : null;
    }

    private static RocketMQManagedConnectionFactory configured(Reference reference) {
        RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
        Enumeration<RefAddr> addresses = reference.getAll();
        while (addresses.hasMoreElements()) {
            RefAddr address = addresses.nextElement();
            configure(factory, address.getType(), String.valueOf(address.getContent()));
        }
        return factory;
    }

    private static void configure(RocketMQManagedConnectionFactory factory, String property, String value) {
        switch (property) {
            case "nameServers" -> factory.setNameServers(value);
            case "userName" -> factory.setUserName(value);
            case "producerGroup" -> factory.setProducerGroup(value);
            case "sendTimeoutMillis" -> factory.setSendTimeoutMillis(Integer.valueOf(value));
            case "retries" -> factory.setRetries(Integer.valueOf(value));
            case "maxMessageBytes" -> factory.setMaxMessageBytes(Integer.valueOf(value));
            case "compressAboveBytes" -> factory.setCompressAboveBytes(Integer.valueOf(value));
            case "compressLevel" -> factory.setCompressLevel(Integer.valueOf(value));
            case "autoCreateTopic" -> factory.setAutoCreateTopic(Boolean.valueOf(value));
            case "autoCreateTopicQueues" -> factory.setAutoCreateTopicQueues(Integer.valueOf(value));
            case "consistentHashing" -> factory.setConsistentHashing(Boolean.valueOf(value));
            case "moveToAnotherQueue" -> factory.setMoveToAnotherQueue(Boolean.valueOf(value));
            case "sendLatencyFaultEnable" -> factory.setSendLatencyFaultEnable(Boolean.valueOf(value));
            case "startDetectorEnable" -> factory.setStartDetectorEnable(Boolean.valueOf(value));
            case "retryAnotherBrokerWhenNotStoreOK" ->
                factory.setRetryAnotherBrokerWhenNotStoreOK(Boolean.valueOf(value));
            case "namespace" -> factory.setNamespace(value);
            case "unitMode" -> factory.setUnitMode(Boolean.valueOf(value));
            case "vipChannelEnabled" -> factory.setVipChannelEnabled(Boolean.valueOf(value));
            case "topics" -> factory.setTopics(value);
            case "enableMsgTrace" -> factory.setEnableMsgTrace(Boolean.valueOf(value));
            case "customizedTraceTopic" -> factory.setCustomizedTraceTopic(value);
            case "transactionLevel" -> factory.setTransactionLevel(value);
            case "autoBatch" -> factory.setAutoBatch(Boolean.valueOf(value));
            case "waitForRoom" -> factory.setWaitForRoom(Boolean.valueOf(value));
            case "compressType" -> factory.setCompressType(value);
            case "tlsEnabled" -> factory.setTlsEnabled(Boolean.valueOf(value));
            case "tlsTrustStore" -> factory.setTlsTrustStore(value);
            case "tlsKeyStore" -> factory.setTlsKeyStore(value);
            case "tlsVerifyCertificate" -> factory.setTlsVerifyCertificate(Boolean.valueOf(value));
            case "tlsVerifyHostName" -> factory.setTlsVerifyHostName(Boolean.valueOf(value));
            case "tlsServerName" -> factory.setTlsServerName(value);
            case "tlsProtocols" -> factory.setTlsProtocols(value);
            default -> throw new IllegalArgumentException("A connection factory has no property " + property);
        }
    }
}
