/** Rank 6: client instances, which own and wire everything below, and their life cycle. */
package io.rocketjca.impl.client;
