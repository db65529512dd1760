/** Rank 4: the one send pipeline, for all modes of sending. */
package io.rocketjca.impl.producer;
