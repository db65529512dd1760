package io.rocketjca.itests.app;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;

/** Sends from an enterprise bean. */
@Stateless
@LocalBean
public class EjbSending extends InjectedSending {}
