/** Rank 3: which brokers are slow or away, and for how long they are avoided. */
package io.rocketjca.impl.latency;
