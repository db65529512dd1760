/** The client side of the bench, the same for every subject: callers, windows, pacing and what is measured of them. */
package io.rocketjca.bench.client;
