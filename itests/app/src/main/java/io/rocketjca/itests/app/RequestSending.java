package io.rocketjca.itests.app;

import jakarta.enterprise.context.RequestScoped;

/** Sends from a bean that lives as long as a request. */
@RequestScoped
public class RequestSending extends InjectedSending {}
