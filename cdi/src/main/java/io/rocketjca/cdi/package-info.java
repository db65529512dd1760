/**
 * Injection of {@link io.rocketjca.MessageSender}: the part of RocketJCA that goes into the application.
 *
 * <p>It knows the public face of the adapter and the Jakarta EE APIs, never the adapter's implementation.
 */
package io.rocketjca.cdi;
