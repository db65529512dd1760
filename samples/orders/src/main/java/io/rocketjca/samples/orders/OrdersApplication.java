package io.rocketjca.samples.orders;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts the REST resources of this application under {@code /api}. */
@ApplicationPath("api")
public class OrdersApplication extends Application {}
