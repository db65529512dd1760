package io.rocketjca.samples.orders;

/**
 * An answer that is not a success, as the page shows it.
 *
 * @param kind which kind of failure
 * @param story what happened
 */
public record Problem(String kind, String story) {}
