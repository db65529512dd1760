package io.rocketjca.cdi;

/** The server settings that make the adapter visible to an application, in words. Needs no class of the adapter. */
final class ServerHints {

    static final String VISIBILITY = "The adapter rocketjca.rar must be deployed and visible to the application."
            + " Payara and GlassFish: give the application a resource reference to the connection factory, or run"
            + " 'asadmin set configs.config.server-config.connector-service.class-loading-policy=global'."
            + " WildFly: add the module dependency deployment.rocketjca.rar in WEB-INF/jboss-deployment-structure.xml."
            + " Open Liberty: name the adapter in the classProviderRef of the application's classloader element."
            + " Everywhere: leave rocketjca-api out of the application (scope provided).";

    static final String BINDING =
            "Create a connection factory of the adapter under one of these names, or name the right one"
                    + " in @SenderConfig(connectionFactory = ...). " + VISIBILITY;

    private ServerHints() {}
}
