/** Rank 1: what brokers push to clients. */
package io.rocketjca.impl.protocol.push;
