package io.rocketjca.itests.app;

import jakarta.enterprise.context.ApplicationScoped;

/** Sends from a bean that lives as long as the application. */
@ApplicationScoped
public class ApplicationSending extends InjectedSending {}
